import { monitorEventLoopDelay } from 'node:perf_hooks';
import { sql } from 'kysely';
import { startApp } from './support/start-app.ts';
import { buildProject } from './support/builders.ts';
import { ask } from './support/http-client.ts';
import { rubricSchema } from '#shared/rubric/rubric.ts';
const points = [1, 2, 3, 4, 5].map((value) => ({ value, label: `p${value}` }));
const app = await startApp({ environment: { DATA_DIR: '/tmp/agr/bigdata', LOG_LEVEL: 'error' } });
const project = await buildProject(app.deps, { rubric: rubricSchema.parse({ dimensions: [{ id: 'clear', name: 'Clear', scale: { kind: 'likert', points } }] }) });
const N = Number(process.argv[2]);
const db = app.deps.db;
await sql`insert into items(id,project_id,content_hash,external_id,content,created_at,position) with recursive n(i) as (select 0 union all select i+1 from n where i<${N - 1}) select 'i'||i||${project.id},${project.id},'h'||i||${project.id},'e'||i,'{"externalId":"e","task":"likert","lang":null,"prompt":"Q","context":null,"turns":[],"responses":[],"claims":[],"tags":[],"meta":{}}',1,i from n`.execute(db);
await sql`insert into labels(id,project_id,source,round_number,item_id,dimension_id,rater,rater_known,value,reason,late,made_at) with recursive n(i) as (select 0 union all select i+1 from n where i<${N - 1}), r(k) as (select 0 union all select k+1 from r where k<4) select 'l'||i||'-'||k||${project.id},${project.id},'import',1,'i'||i||${project.id},'clear','r'||((i+k*13)%40),1,'{"kind":"likert","point":'||(1+min(4,max(0,(i%5)+(case when abs(random())%3=0 then abs(random())%3-1 else 0 end))))||'}','because',0,1000+i from n,r`.execute(db);
console.log('labels', N * 5);
const h = monitorEventLoopDelay({ resolution: 5 });
for (const p of ['/agreement', '/agreement', '/agreement/detail', '/agreement/people', '/agreement/items', '/agreement/ratings.csv', '/agreement/me']) {
  h.reset(); h.enable();
  const t = performance.now();
  const a = await ask(app.base, `GET /api/projects/${project.id}${p}`, { cookie: project.owner.cookie });
  h.disable();
  console.log(p, a.status, `${(performance.now() - t).toFixed(0)} ms`, 'max loop delay', (h.max / 1e6).toFixed(0), 'ms', (process.memoryUsage().rss / 1e6).toFixed(0), 'MB');
}
await app.close();
process.exit(0);
