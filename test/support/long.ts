/** Whether tests that are repeated are repeated far more often: `npm run test:faults -- --long`. */
export const isLong: boolean = process.env['WEBHOOK_DEBUGGER_LONG'] === '1';
