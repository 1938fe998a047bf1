import type { HandleClientError } from '@sveltejs/kit/hooks';

/** Browsers name a part of the app that could not be fetched each in their own words; Vite's come first, from its stylesheets. */
const NOT_FETCHED = /imported module|module script|failed to fetch|preload CSS/i;

/** What the error page tells: a lost connection or an updated server is no fault of the page. */
export const handleError: HandleClientError = ({ error, kind }) => {
  if (kind !== 'unknown') return;
  const words = error instanceof Error ? error.message : '';
  return {
    message: NOT_FETCHED.test(words)
      ? 'It could not be fetched: the connection is gone, or the server was updated. It comes by itself when the connection is back.'
      : 'Something went wrong on this page. What you have sent before is safe.',
  };
};
