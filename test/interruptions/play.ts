import { MemoryTables } from '../../dev/tables/memory-tables.ts';
import { call } from '../helpers/app/api.ts';
import { HOUR, MINUTE, startApp, type TestApp, type Vault } from '../helpers/app/app.ts';
import { type Stage, stageOf } from '../helpers/app/stage.ts';
import type { About, Evidence, GivenAnswer, Reported, ReportedQuestion } from './evidence.ts';
import { FailingTables } from './failing-tables.ts';
import { Interruptor } from './interruptor.ts';
import { appOptions, setStage } from './plots.ts';
import { conditionIn, FIRST_DEVICE, Recorder } from './recorder.ts';
import { isAsking, type Scenario } from './scenario.ts';

/**
 * While interruptions may strike, and a person answers, time goes on by this; then by the longer
 * one.
 */
const STEP = 20 * MINUTE;
const ACTIVE = 11 * HOUR;
const QUIET_STEP = 4 * HOUR;
const QUIET_POLLS = '0 0 */2 * * *';

/**
 * After the active time everything settles: an approval runs out, a follow-up observes the end
 * twice, an alert is taken away late.
 */
const QUIET = 36 * HOUR;

/** More questions than this nobody answers. */
const MOST_ANSWERS = 4;

/** Plays a scenario to its end; what came of it is for the oracle. */
export async function play(scenario: Scenario): Promise<Evidence> {
  const interruptor = new Interruptor(scenario.interruptions, scenario.visibilityMinutes * MINUTE);
  const tables = new FailingTables(new MemoryTables());
  const vault = { atera: '', automox: '' };
  const app = await startApp({ ...appOptions(scenario), faults: interruptor.faults, tables, vault });
  try {
    return await playOn(app, scenario, { interruptor, tables, vault });
  } finally {
    // No `await using`: Node 22 runs these files without a compiler.
    await app[Symbol.asyncDispose]();
  }
}

interface Means {
  readonly interruptor: Interruptor;
  readonly tables: FailingTables;
  readonly vault: Vault;
}

async function playOn(app: TestApp, scenario: Scenario, { interruptor, tables, vault }: Means): Promise<Evidence> {
  vault.atera = app.simulator.keys.current;
  vault.automox = app.simulator.automoxKeys.current;
  const recorder = new Recorder(app);
  const stage = stageOf(app);
  const player = new Player(stage, scenario, interruptor);
  const start = app.clock.now();
  await setStage(stage, scenario, recorder);
  interruptor.begin({ app, vault, tables, recorder });
  while (app.clock.now() < start + ACTIVE) await player.step(STEP);
  while (interruptor.isDown) await player.step(STEP);
  await app.host.stop();
  await app.start(QUIET_POLLS);
  const end = app.clock.now() + QUIET;
  while (app.clock.now() < end) await player.step(QUIET_STEP);
  const { turns, fills, commands, boots, signedIn, disturbed, gone, killSwitch, muted } = recorder;
  return {
    ...{ start, end: app.clock.now(), turns, fills, commands, boots, signedIn, disturbed, gone, killSwitch, muted },
    ...{ answers: player.answers, reported: player.reported, questions: player.questions },
    ...recorder.atEnd(),
  };
}

/** Moves the clock, reads what the app reports, and answers as the person of the scenario does. */
class Player {
  answers: readonly GivenAnswer[] = [];
  readonly reported: Reported[] = [];
  readonly questions: ReportedQuestion[] = [];
  readonly #app: TestApp;
  readonly #scenario: Scenario;
  readonly #interruptor: Interruptor;
  readonly #lastReported = new Map<string, Reported>();
  readonly #due = new Map<string, number>();

  constructor({ app }: Stage, scenario: Scenario, interruptor: Interruptor) {
    this.#app = app;
    this.#scenario = scenario;
    this.#interruptor = interruptor;
  }

  async step(ms: number): Promise<void> {
    const { clock } = this.#app;
    const end = clock.now() + ms;
    const answerAt = Math.min(...this.#due.values());
    if (answerAt > clock.now() && answerAt < end) {
      await clock.advanceTo(answerAt);
      await this.#inspection();
    }
    await clock.advanceTo(end);
    await this.#inspection();
  }

  async #inspection(): Promise<void> {
    // What is just starting or stopping comes up first.
    await this.#app.clock.settled();
    if (this.#interruptor.isDown) return;
    try {
      await this.#ask();
    } catch (error) {
      // The process may go away while it is asked: whoever asked asks again.
      if (!this.#interruptor.isDown) throw error;
    }
  }

  async #ask(): Promise<void> {
    const { body } = await call(this.#app, 'GET', '/api/outcomes?from=2026-03-01&to=2026-03-31');
    const remediations = new Set<string>();
    for (const row of body?.outcomes ?? []) {
      const { subject, deviceName, conditionKey, code, text, updatedAt, remediationId, alertId } = row;
      const device = conditionKey === 'site-incident' ? FIRST_DEVICE : (deviceName ?? '');
      const about = { device, condition: conditionIn(conditionKey ?? '') };
      const reported = { source: 'outcome', id: subject, about, code, text } as const;
      const isNew = this.#report({ ...reported, writtenAt: Date.parse(updatedAt) });
      if (remediationId && isAsking(this.#scenario.plot)) remediations.add(remediationId);
      // The decision is the outcome's text but where a question has just been answered.
      if (alertId && (isNew || isAsking(this.#scenario.plot))) await this.#inspectAlert(alertId, about);
    }
    for (const id of remediations) await this.#inspectQuestion(id);
  }

  async #inspectAlert(alertId: number, about: About): Promise<void> {
    const { status, body } = await call(this.#app, 'GET', `/api/alerts/${alertId}/decision`);
    if (status !== 200) return;
    const { code, why, decidedAt } = body;
    this.#report({ source: 'decision', id: String(alertId), about, code, text: why, writtenAt: Date.parse(decidedAt) });
  }

  async #inspectQuestion(id: string): Promise<void> {
    const { status, body } = await call(this.#app, 'GET', `/api/remediations/${id}`);
    if (status !== 200 || !body.approval) return;
    const { state, evidence, asks, answer, became } = body.approval;
    const question = {
      ...{ id, readAt: this.#app.clock.now(), state, evidence, asks },
      ...{ answer: answer ?? undefined, became: became ? String(became.what) : undefined },
    };
    this.questions.push(question);
    if (state === 'pending') await this.#answer(question);
  }

  async #answer({ id, evidence, asks }: ReportedQuestion): Promise<void> {
    const { how, afterMinutes } = this.#scenario.answering;
    if (how === 'never' || this.answers.length >= MOST_ANSWERS) return;
    const now = this.#app.clock.now();
    const due = this.#due.get(evidence) ?? now + afterMinutes * MINUTE;
    this.#due.set(evidence, due);
    if (now < due) return;
    const body = { evidence, by: 'Ada', reason: 'month end' };
    const given = { at: now, id, how, evidence, asks };
    // It still waits: what was answered with an error before did not count.
    const before = this.answers.filter((one) => !(one.mayCount && one.id === id && one.evidence === evidence));
    this.answers = [...before, { ...given, mayCount: true }];
    const { status } = await call(this.#app, 'POST', `/api/remediations/${id}/${how}`, body);
    if (status < 500) this.answers = status === 200 ? [...before, given] : before;
  }

  /** False when it reported the same before. */
  #report(reported: Omit<Reported, 'readAt' | 'lastReadAt'>): boolean {
    const readAt = this.#app.clock.now();
    const { source, id, text, code } = reported;
    const last = this.#lastReported.get(`${source} ${id}`);
    if (last?.code === code && last.text === text) {
      last.lastReadAt = readAt;
      return false;
    }
    const fresh = { ...reported, readAt, lastReadAt: readAt };
    this.#lastReported.set(`${source} ${id}`, fresh);
    this.reported.push(fresh);
    return true;
  }
}
