// Icons: 24 x 24, strokes of 2, in the colour of the text around them.
import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit/html.js";

const shapes = {
  start: svg`<path d="M6 6v12"/><path class="solid" d="M19 6v12l-10-6z"/>`,
  end: svg`<path d="M18 6v12"/><path class="solid" d="M5 6v12l10-6z"/>`,
  play: svg`<path class="solid" d="M8 5.5v13l11-6.5z"/>`,
  pause: svg`<path class="solid" d="M7 5.5h3.5v13H7zM13.5 5.5H17v13h-3.5z"/>`,
  forward: svg`<path d="m9.5 6 6 6-6 6"/>`,
  back: svg`<path d="m14.5 6-6 6 6 6"/>`,
  undo: svg`<path d="M8.5 5 4 9.5 8.5 14"/><path d="M4.5 9.5H14a5 5 0 0 1 0 10h-3.5"/>`,
  redo: svg`<path d="m15.5 5 4.5 4.5-4.5 4.5"/><path d="M19.5 9.5H10a5 5 0 0 0 0 10h3.5"/>`,
  link: svg`<path d="m10 14 4-4"/><path d="m8.5 10.5-2.7 2.7a3.6 3.6 0 0 0 5 5l2.7-2.7M15.5 13.5l2.7-2.7a3.6 3.6 0 0 0-5-5l-2.7 2.7"/>`,
  scenes: svg`<path d="M4 5h6.5v6H4zM13.5 5H20v6h-6.5zM4 14h6.5v5H4zM13.5 14H20v5h-6.5z"/>`,
  keys: svg`<rect x="3" y="6" width="18" height="12" rx="2"/><path d="M7 10h.01M11 10h.01M15 10h.01M7.5 14h9"/>`,
  pencil: svg`<path d="m5 19 .8-3.8L16 5l3 3L8.8 18.2z"/><path d="m13.5 7.5 3 3"/>`,
  brush: svg`<circle cx="7" cy="16" r="1.3"/><circle cx="12" cy="9" r="1.3"/><circle cx="17" cy="15" r="1.3"/><circle cx="8" cy="8" r="1.3"/><circle cx="15.5" cy="6" r="1.3"/><circle cx="12" cy="17.5" r="1.3"/>`,
  move: svg`<path d="M12 4v16M4 12h16M9.5 6.5 12 4l2.5 2.5M9.5 17.5 12 20l2.5-2.5M6.5 9.5 4 12l2.5 2.5M17.5 9.5 20 12l-2.5 2.5"/>`,
  erase: svg`<path d="M9 19h10"/><path d="m4.5 14.5 8-9 6.5 6-6.7 7.5H8.5z"/><path d="m8.5 10 6.5 6"/>`,
  clear: svg`<path d="M5 7h14M10 7V5h4v2M7 7l.8 12h8.4L17 7M10.5 11v4.5M13.5 11v4.5"/>`,
  close: svg`<path d="m6.5 6.5 11 11M17.5 6.5l-11 11"/>`,
  dice: svg`<rect x="4.5" y="4.5" width="15" height="15" rx="3"/><path d="M9 9h.01M15 9h.01M12 12h.01M9 15h.01M15 15h.01"/>`,
  predict: svg`<circle cx="12" cy="12" r="8.5"/><path d="M9.5 10a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 16.5h.01"/>`,
  lock: svg`<rect x="6" y="11" width="12" height="8.5" rx="2"/><path d="M8.5 11V8.5a3.5 3.5 0 0 1 7 0V11"/>`,
  tick: svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`,
  warning: svg`<path d="M12 4.5 3.5 19h17zM12 10v4M12 16.5h.01"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type Icon = keyof typeof shapes;

export function icon(name: Icon): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${shapes[name]}</svg>`;
}
