// The words of scripts, in the language of the page. The shell writes them into <script id="court-words">.
const words = JSON.parse(document.getElementById('court-words').textContent);

export function word(key, ...values) {
  return (words[key] ?? key).replace(/\{(\d)\}/g, (_, index) => values[index]);
}
