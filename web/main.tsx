import { render } from 'preact';
import { App } from './app/app.tsx';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/states.css';
import './styles/shell.css';
import './styles/mutes.css';
import './styles/side.css';
import './styles/now.css';
import './styles/pages.css';
import './styles/charts.css';
import './styles/policy.css';
import './styles/reference.css';
import { language } from './texts/index.ts';

document.documentElement.lang = language;
const root = document.getElementById('app');
if (root) {
  root.textContent = '';
  render(<App />, root);
}
