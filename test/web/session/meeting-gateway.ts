import type { PersonId } from '#shared/ids.ts';
import type { Ack, CommandFrame, Done, Entered } from '#shared/protocol/live.ts';
import { projectOwn, projectShared } from '#shared/session/project/index.ts';
import type { LiveListener, LiveTransport } from '#lib/session/live-transport.ts';
import type { Meeting, Member } from '../../support/meeting.ts';

/** What the network does to one client. */
interface Wire {
  isUp: boolean;
  /** The next command reaches the server, but its answer does not come back. */
  losesNextAnswer: boolean;
}

/**
 * The live gateway without sockets: the pure machine behind the same contract, and a network that the test holds in its hand.
 * Answers a repeated op id from its record, as the real one does (law D3).
 */
export class MeetingGateway {
  readonly meeting: Meeting;
  readonly received: { who: PersonId; frame: CommandFrame }[] = [];
  readonly #lines = new Map<PersonId, { listener: LiveListener; wire: Wire; member: Member }>();
  readonly #recorded = new Map<string, Ack<Done>>();
  #seq = 0;

  constructor(meeting: Meeting) {
    this.meeting = meeting;
  }

  transportOf(member: Member): { transport: LiveTransport; wire: Wire } {
    const wire: Wire = { isUp: true, losesNextAnswer: false };
    const transport: LiveTransport = {
      start: (listener) => {
        this.#lines.set(member.id, { listener, wire, member });
        listener.connected();
      },
      enter: () => (wire.isUp ? Promise.resolve(this.#enter(member)) : Promise.reject(new Error('down'))),
      command: (frame) => this.#command(member, wire, frame),
      reconnect: () => undefined,
      stop: () => void this.#lines.delete(member.id),
    };
    return { transport, wire };
  }

  cut(member: Member): void {
    const line = this.#lines.get(member.id);
    if (!line) return;
    line.wire.isUp = false;
    line.listener.lost();
  }

  restore(member: Member): void {
    const line = this.#lines.get(member.id);
    if (!line) return;
    line.wire.isUp = true;
    line.listener.connected();
  }

  /** Sends everybody what is true now. */
  publish(): void {
    this.#seq += 1;
    for (const { listener, wire, member } of this.#lines.values()) {
      if (!wire.isUp) continue;
      listener.own({ sessionId: this.meeting.session.id, own: this.#own(member) });
      listener.shared({ sessionId: this.meeting.session.id, cursor: this.#cursor(), shared: this.#shared() });
    }
  }

  #enter(member: Member): Ack<Entered> {
    this.meeting.ask(member, { type: 'enter' });
    return {
      ok: true,
      value: {
        cursor: this.#cursor(),
        audience: 'member',
        serverTime: this.meeting.at,
        fresh: true,
        shared: this.#shared(),
        own: this.#own(member),
      },
    };
  }

  async #command(member: Member, wire: Wire, frame: CommandFrame): Promise<Ack<Done>> {
    if (!wire.isUp) throw new Error('down');
    this.received.push({ who: member.id, frame });
    const answer = this.#recorded.get(frame.opId) ?? this.#decide(member, frame);
    this.#recorded.set(frame.opId, answer);
    await Promise.resolve();
    if (wire.losesNextAnswer) {
      wire.losesNextAnswer = false;
      this.cut(member);
      throw new Error('the answer was lost');
    }
    return answer;
  }

  #decide(member: Member, { command }: CommandFrame): Ack<Done> {
    const decision = this.meeting.ask(member, command);
    if (!decision.ok) return decision;
    this.publish();
    if (command.type !== 'castBallot') return { ok: true, value: {} };
    const isLate = decision.value.some((event) => event.type === 'BallotKeptAsNote');
    return { ok: true, value: { ballot: isLate ? 'too-late' : 'accepted' } };
  }

  #cursor = () => ({ epoch: 'e', seq: this.#seq });
  #shared = () => projectShared(this.meeting.session, 'member', this.meeting.present);
  #own = (member: Member) => projectOwn(this.meeting.session, member.id, member.role);
}
