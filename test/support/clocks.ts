/** CPU time of this process in milliseconds: a clock that stands still while other programs run. */
export function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** A clock that goes on by a millisecond each time it is read. */
export function readings(): () => number {
  let read = 0;
  return () => (read += 1);
}
