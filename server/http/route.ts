import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';
import type { Done, HttpRoutes } from '#shared/protocol/http/routes.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from '../services/actor.ts';

type ParamNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** A request that passed the wrapper: parsed, of known size, with its asker. */
export interface Asked<Key extends string, Who, Body, Query> {
  readonly deps: Deps;
  readonly actor: Who;
  readonly params: Readonly<Record<ParamNames<Key>, string>>;
  readonly body: Body;
  readonly query: Query;
  readonly request: IncomingMessage & { readonly ip?: string | undefined };
  readonly response: ServerResponse;
}

interface Shape<BodySchema extends z.ZodType, QuerySchema extends z.ZodType> {
  readonly body?: BodySchema;
  readonly query?: QuerySchema;
}

/** A route as the router mounts it. Build one with `openTo…`; the types of the handler come from its key and schemas. */
export interface Route {
  readonly key: string;
  readonly access: 'anyone' | 'signed-in';
  readonly body: z.ZodType | undefined;
  readonly query: z.ZodType | undefined;
  handle(asked: Asked<string, Actor | null, unknown, unknown>): Promise<unknown>;
}

/** Routes that other parts add may have keys of their own, as long as they say what they answer. */
type Answer<Key extends string> = Key extends keyof HttpRoutes ? HttpRoutes[Key]['response'] : unknown;

type Handler<Key extends string, Who, B extends z.ZodType, Q extends z.ZodType> = (
  asked: Asked<Key, Who, z.output<B>, z.output<Q>>,
) => Promise<Answer<Key>>;

function route<Key extends string, Who, B extends z.ZodType, Q extends z.ZodType>(
  access: Route['access'],
  key: Key,
  shape: Shape<B, Q>,
  handle: Handler<Key, Who, B, Q>,
): Route {
  // The wrapper has parsed body and query by exactly these schemas and checked the asker; TypeScript cannot follow it there.
  return { key, access, body: shape.body, query: shape.query, handle: handle as unknown as Route['handle'] };
}

/** A route that needs no login; the handler gets the asker or null. Every other check is the handler's. */
export const openToAnyone = <
  Key extends string,
  B extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
>(
  key: Key,
  shape: Shape<B, Q>,
  handle: Handler<Key, Actor | null, B, Q>,
): Route => route('anyone', key, shape, handle);

/** A route for whoever is signed in, guests included; the service decides what they may. */
export const openToSignedIn = <
  Key extends string,
  B extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
>(
  key: Key,
  shape: Shape<B, Q>,
  handle: Handler<Key, Actor, B, Q>,
): Route => route('signed-in', key, shape, handle);

/** Answered by the handler itself (a download, say): the wrapper then writes nothing. */
export const ANSWERED = Symbol('answered');

/** Answer of an act that has nothing to say. */
export const DONE: Done = { done: true };
