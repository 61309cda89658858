import type * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable.ts';
import type { Event } from '../../common/event.ts';
import { TargetMemory } from '../targets/targetMemory.ts';
import type { TargetConsent } from '../targets/targetConsent.ts';
import type { EngineClient } from '../engine/engineClient.ts';
import type { ListenerControl } from '../listener/listenerControl.ts';
import { CompositionLenses } from '../sender/compositionLenses.ts';
import { Compositions } from '../sender/compositions.ts';
import { SampleQuestions } from '../sender/sampleQuestion.ts';
import { SendTargets } from '../sender/sendTarget.ts';
import type { Views } from './views.ts';
import { channelCommands } from './channelCommands.ts';
import type { Command } from '../shared/command.ts';
import type { NewChannelOptions } from '../sender/newChannel.ts';
import { SendBurst } from '../sender/sendBurst.ts';
import { SaveComposed } from '../sender/saveComposed.ts';
import { ChangeComposedTarget, SendComposed } from '../sender/sendComposed.ts';
import { SendEvent } from '../sender/sendEvent.ts';
import { SendSampleEvent } from '../sender/sendSampleEvent.ts';

export interface SendingOptions extends NewChannelOptions {
  readonly engine: EngineClient;
  readonly listener: ListenerControl;
  readonly onDidConfigure: Event<unknown>;
  readonly consent: TargetConsent;
  readonly views: Views;
}

/** The commands of the sender's side, which make events here and send them, and what they need beside them. */
export function sendingCommands(
  { globalState, workspaceState }: Pick<vscode.ExtensionContext, 'globalState' | 'workspaceState'>,
  options: SendingOptions,
): { readonly commands: readonly Command[]; readonly parts: readonly Disposable[] } {
  const { answers, firings, requests, send } = options.views;
  const questions = new SampleQuestions({ ...options, secrets: options.store });
  const targets = new SendTargets({ ...options, memory: new TargetMemory(globalState) });
  const compositions = new Compositions(workspaceState, options.problems.report);
  const all = { ...options, answers, firings, requests, send, questions, targets, compositions };
  const commands = [
    new SendSampleEvent(all),
    new SendEvent(all),
    new SendComposed(all, true),
    new SendComposed(all, false),
    new ChangeComposedTarget(compositions, targets),
    new SaveComposed(options.engine, compositions),
    new SendBurst(all),
    ...channelCommands(all),
  ];
  return { commands, parts: [new CompositionLenses(all), compositions] };
}
