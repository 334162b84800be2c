// Which Chromium tests start, and how: the one that is named in CHROMIUM, else the first that is there.
import { existsSync } from 'node:fs';

const PROGRAMS = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The program, with arguments under which it asks nobody for anything. */
export const CHROMIUM = {
  executablePath: process.env.CHROMIUM ?? PROGRAMS.find((path) => existsSync(path)),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
};
