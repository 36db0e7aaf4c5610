/**
 * Keeps the program's own files, so that it starts without a network. Nothing else is fetched or kept.
 * The build puts VERSION and FILES before this text. A new version is kept beside the one in use, which goes on
 * until the page says `update`.
 */
const PREFIX = 'pedestal-';
const CACHE = PREFIX + VERSION;

self.addEventListener('install', (event) => {
  // Past the browser's own cache, which may hold files of an older version.
  const fresh = FILES.map((name) => new Request(name, { cache: 'reload' }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)));
});

self.addEventListener('activate', (event) => {
  const clear = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
    }
    await self.clients.claim();
  };
  event.waitUntil(clear());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return;
  const answer = async () => {
    const cache = await caches.open(CACHE);
    const wanted = request.mode === 'navigate' ? './' : request;
    return (await cache.match(wanted, { ignoreVary: true, ignoreSearch: true })) ?? fetch(request);
  };
  event.respondWith(answer());
});

self.addEventListener('message', (event) => {
  if (event.data === 'update') self.skipWaiting();
});
