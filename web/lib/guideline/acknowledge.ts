import { call } from '#lib/api/client.ts';
import { announcer } from '#lib/stores/announcer.svelte.ts';

/** This person's word that they have read a version. */
export async function acknowledgeVersion(projectId: string, version: number): Promise<void> {
  await call('POST /api/projects/:projectId/guideline/versions/:number/read', {
    params: { projectId, number: String(version) },
  });
  announcer.notify(`It is on record that you have read version ${version}.`, 'ok');
}
