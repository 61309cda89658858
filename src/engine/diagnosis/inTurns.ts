/** The likeliest of several lists before the next of any: none has to wait for all of another. */
export function* inTurns<T>(lists: readonly Iterable<T>[]): Generator<T> {
  let open = lists.map((list) => list[Symbol.iterator]());
  while (open.length > 0) {
    const still: Iterator<T>[] = [];
    for (const iterator of open) {
      const { done, value } = iterator.next();
      if (done !== true) {
        still.push(iterator);
        yield value;
      }
    }
    open = still;
  }
}
