export function styleProblems(files: Readonly<Record<string, string>>): string[];
