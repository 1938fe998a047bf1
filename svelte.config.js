import adapter from '@sveltejs/adapter-static';

/**
 * Kit's options. `vite.config.ts` hands them to the plugin: Kit refuses this file inside the Vite root (`web/`).
 * @type {import('@sveltejs/kit/vite').Config}
 */
const config = {
  adapter: adapter({ pages: 'build', assets: 'build', fallback: 'index.html', precompress: true }),
  files: { src: '.', assets: 'static' },
};

export default config;
