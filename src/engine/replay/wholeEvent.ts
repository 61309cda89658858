import { HumanError } from '../../common/errors.ts';
import type { EventStore } from '../store/eventStore.ts';
import type { StoredEvent } from '../store/storedEvent.ts';

/** @throws HumanError where the event is gone, or did not arrive whole. */
export function wholeEvent(store: EventStore, id: number): StoredEvent {
  const event = store.event(id);
  if (event === undefined) {
    throw new HumanError('The event is no longer stored.');
  }
  if (event.request.refusal !== null || !event.request.complete) {
    throw new HumanError('This request did not arrive whole: there is nothing to send again.');
  }
  return event;
}
