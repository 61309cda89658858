/** Milliseconds between two messages about how far something is. */
const newsPause = 100;

/** Tells the first of what it is given, and then at most ten a second; what comes between is not told. */
export function throttled<T>(tell: (news: T) => void): (news: T) => void {
  let last = -Infinity;
  return (news) => {
    const now = performance.now();
    if (now - last >= newsPause) {
      last = now;
      tell(news);
    }
  };
}
