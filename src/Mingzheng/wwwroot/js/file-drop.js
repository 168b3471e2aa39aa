// Shows what was chosen and takes files dropped on the frame. The input itself stays a plain file input.
import { word } from './words.js';

export function start(drop) {
  const input = drop.querySelector('input[type=file]');
  const list = drop.querySelector('[data-file-list]');

  input.addEventListener('change', () => {
    list.hidden = input.files.length === 0;
    list.replaceChildren(...Array.from(input.files, (file) => {
      const item = document.createElement('li');
      item.textContent = word('files-size', file.name, size(file.size));
      return item;
    }));
  });
  for (const kind of ['dragover', 'dragleave', 'drop']) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle('over', kind === 'dragover');
    });
  }
  drop.addEventListener('drop', (event) => {
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

const size = (bytes) => bytes < 1048576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
