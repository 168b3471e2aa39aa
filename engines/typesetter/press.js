import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import fs from 'node:fs';
import path from 'node:path';
import { fontFolders } from './fonts.js';
import { NotInk, outline } from './outline.js';

/** PDF/A-2u: made for archives, every font embedded, every character with its Unicode value, a classic cross-reference table. */
const standard = 'a-2u';

/** Renderings whose intermediate results stay in memory, so that a common page layout is not computed anew each time. */
const keptRenderings = 4;

/** Why a document could not be typeset. `code` is one of template-unknown, template-faulty, character-missing. */
export class TypesettingError extends Error {
  /** @param {string[]} missing the characters that no font shows */
  constructor(code, message, missing = []) {
    super(message);
    this.code = code;
    this.missing = missing;
  }
}

/** Turns a template of one folder and a JSON object into a PDF. Nothing outside the folder is readable for a template. */
export class Press {
  #folder;
  #compiler;

  constructor(folder) {
    this.#folder = fs.realpathSync(folder);
    this.#compiler = NodeCompiler.create({
      workspace: this.#folder,
      fontArgs: [{ fontPaths: fontFolders() }],
    });
  }

  /**
   * Returns `{ pdf: Buffer, anchors, outline }`; anchors are the values of the template's `<anchor>` metadata, and the outline is that of the page
   * of a template that asks for it with `<outlined>` metadata.
   */
  print(template, data) {
    const file = this.#fileOf(template);
    const result = this.#compiler.compile({
      mainFilePath: file,
      inputs: { data: JSON.stringify(data) },
      resetRead: true,
    });
    try {
      if (result.hasError()) throw this.#fault(result.takeError());
      const document = result.result;
      return {
        // Before the outline: here a character that no font shows is found.
        pdf: this.#export(document),
        anchors: this.#query(document, '<anchor>'),
        outline: this.#query(document, '<outlined>').length > 0 ? this.#outline(document) : null,
      };
    } finally {
      this.#compiler.evictCache(keptRenderings);
    }
  }

  #query(document, selector) {
    return this.#compiler.query(document, { selector, field: 'value' });
  }

  #outline(document) {
    try {
      return outline(this.#compiler.plainSvg(document));
    } catch (error) {
      if (!(error instanceof NotInk)) throw error;
      throw new TypesettingError('character-missing', error.message);
    }
  }

  #fileOf(template) {
    if (typeof template !== 'string' || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(template)) {
      throw new TypesettingError('template-unknown', 'a template is named by lower-case words joined by hyphens');
    }
    const file = path.join(this.#folder, `${template}.typ`);
    if (!fs.existsSync(file)) throw new TypesettingError('template-unknown', `there is no template ${template}`);
    return file;
  }

  #export(document) {
    try {
      return this.#compiler.pdf(document, { pdfStandard: standard });
    } catch (error) {
      throw exportFault(error);
    }
  }

  #fault(error) {
    const faults = this.#compiler.fetchDiagnostics(error).map((d) => {
      const line = d.range ? `:${d.range.start.line + 1}` : '';
      return `${path.basename(d.path)}${line}: ${d.message}`;
    });
    return new TypesettingError('template-faulty', faults.join('; '));
  }
}

/** A name that no font can show must never be printed as empty boxes: the archive standard refuses it, and so do we. */
function exportFault(error) {
  const shown = [...error.message.matchAll(/the text `(.+?)` could not be displayed/g)].map((match) => written(match[1]));
  const missing = [...new Set(shown)];
  return missing.length > 0
    ? new TypesettingError('character-missing', `no font can show ${missing.join(' ')}`, missing)
    : new TypesettingError('template-faulty', error.message);
}

/** The compiler quotes a text twice, and writes what has no look of its own as \\u{e123}. */
function written(quoted) {
  return quoted.replace(/\\*"/g, '').replace(/\\+u\{([0-9a-f]+)\}/g, (_, hex) => String.fromCodePoint(parseInt(hex, 16)));
}
