import { call } from '#lib/api/client.ts';

/** This person's word that they have read a version (law G9). */
export async function acknowledgeVersion(projectId: string, version: number): Promise<void> {
  await call('POST /api/projects/:projectId/guideline/versions/:number/read', {
    params: { projectId, number: String(version) },
  });
}

/** What is said then. */
export const acknowledged = (version: number): string =>
  `It is on record that you have read version ${version}.`;
