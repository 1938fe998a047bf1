import type { OwnTableName, TableName } from '#shared/protocol/http/agreement-words.ts';
import type { Agreement, AgreementFilter } from '#shared/protocol/http/agreement.ts';
import type {
  AgreementPeople,
  DimensionDetail,
  ItemsBehind,
} from '#shared/protocol/http/agreement-detail.ts';
import type { OwnAgreement } from '#shared/protocol/http/agreement-own.ts';
import type { Db } from '../../db/database.ts';
import { itemsBehind } from './behind.ts';
import { csvFile, jsonFile, type Download } from './download.ts';
import { detail } from './detail.ts';
import { gatherFacts, type Facts } from './facts.ts';
import { mine, type OwnAsked } from './mine.ts';
import { overview } from './overview.ts';
import { ownSheet } from './own-sheets.ts';
import { people } from './people.ts';
import type { Pointed } from './pointed.ts';
import { ratings } from './ratings.ts';
import type { SessionShelf } from './session-shelf.ts';
import { ratingsSheet, sheet } from './sheets.ts';

/** What the pages ask, with what is answered. Plain values both ways, so that it can be asked of another thread. */
interface Asks {
  overview: { asked: AgreementFilter; answer: Agreement };
  people: { asked: AgreementFilter; answer: AgreementPeople };
  detail: { asked: AgreementFilter; answer: DimensionDetail };
  behind: { asked: { filter: AgreementFilter; pointed: Pointed; page: number }; answer: ItemsBehind };
  sheet: { asked: { filter: AgreementFilter; table: TableName }; answer: Download };
  ratings: { asked: { filter: AgreementFilter; as: 'csv' | 'json' }; answer: Download };
  mine: { asked: OwnAsked; answer: OwnAgreement };
  ownSheet: { asked: OwnAsked & { table: OwnTableName }; answer: Download };
}

export type AskName = keyof Asks;
export type Asked<K extends AskName> = Asks[K]['asked'];
export type Answer<K extends AskName> = Asks[K]['answer'];

type Computations = {
  readonly [K in AskName]: (db: Db, facts: Facts, asked: Asked<K>) => Promise<Answer<K>>;
};

const COMPUTATIONS: Computations = {
  overview,
  people,
  detail,
  mine,
  behind: (db, facts, { filter, pointed, page }) => itemsBehind(db, facts, filter, pointed, page),
  sheet: async (db, facts, { filter, table }) => csvFile(await sheet(db, facts, filter, table)),
  ownSheet: async (db, facts, { table, ...asked }) =>
    csvFile(ownSheet(await mine(db, facts, asked, Infinity), table)),
  ratings: async (db, facts, { filter, as }) => {
    const taken = await ratings(db, facts, filter);
    return as === 'csv' ? csvFile(ratingsSheet(taken)) : jsonFile(taken);
  },
};

/** Where answers are computed from. */
export interface Source {
  readonly db: Db;
  readonly shelf: SessionShelf;
}

/** Reads sessions and labels and computes one answer; in whatever thread it is called. */
export async function compute<K extends AskName>(
  { db, shelf }: Source,
  name: K,
  projectId: string,
  asked: Asked<K>,
): Promise<Answer<K>> {
  return COMPUTATIONS[name](db, await gatherFacts(db, shelf, projectId), asked);
}
