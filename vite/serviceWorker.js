/**
 * Keeps the program's own files, so that it starts without a network. Nothing else is fetched or kept.
 * The build puts VERSION and FILES before this text. A new version is kept beside the one in use, which goes on
 * until a page says `update`. The versions before stay for as long as a tab of theirs is open: the server may no longer
 * have the parts that such a tab loads late. A page says `started` when it has begun.
 */
const PREFIX = 'pedestal-';
const CACHE = PREFIX + VERSION;

self.addEventListener('install', (event) => {
  // Past the browser's own cache, which may hold files of an older version.
  const fresh = FILES.map((name) => new Request(name, { cache: 'reload' }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)));
});

/** Where it stands what this version found when it began: tabs of older versions, and the caches they live on. */
const OLDER = './older-versions';

async function openTabs() {
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return tabs.map(({ id }) => id);
}

self.addEventListener('activate', (event) => {
  const begin = async () => {
    const names = await caches.keys();
    const older = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
    const cache = await caches.open(CACHE);
    await cache.put(OLDER, new Response(JSON.stringify({ tabs: await openTabs(), caches: older })));
    await self.clients.claim();
  };
  event.waitUntil(begin());
});

/** Removes older versions when the last tab that may still load a part of one is gone. */
async function clear() {
  const cache = await caches.open(CACHE);
  const older = await (await cache.match(OLDER))?.json();
  if (older === undefined) return;
  const open = await openTabs();
  if (older.tabs.some((id) => open.includes(id))) return;
  for (const name of older.caches) await caches.delete(name);
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return;
  const answer = async () => {
    const cache = await caches.open(CACHE);
    const loose = { ignoreVary: true, ignoreSearch: true };
    const isPage = request.mode === 'navigate';
    const kept = await cache.match(isPage ? './' : request, loose);
    // A tab of an older version asks for the parts of its own.
    return kept ?? (isPage ? undefined : await caches.match(request, loose)) ?? fetch(request);
  };
  event.respondWith(answer());
});

self.addEventListener('message', (event) => {
  if (event.data === 'update') self.skipWaiting();
  if (event.data === 'started') event.waitUntil(clear());
});
