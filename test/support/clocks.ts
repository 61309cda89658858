/** CPU time of this process in milliseconds: a clock that stands still while other programs run. */
export function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** A clock that costs something, read for every sixteenth who asks. */
export function seldomRead(clock: () => number): () => number {
  let asked = 0;
  let now = 0;
  return () => {
    if (asked % 16 === 0) {
      now = clock();
    }
    asked += 1;
    return now;
  };
}

/** A clock that goes on by a millisecond each time it is read. */
export function readings(): () => number {
  let read = 0;
  return () => (read += 1);
}
