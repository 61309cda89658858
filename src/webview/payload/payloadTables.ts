import { html, nothing, type TemplateResult } from 'lit';
import { fill } from '../panel/fill.ts';
import type { FormFields } from './formFields.ts';
import type { BodyPart } from './multipart.ts';
import { foreign, marked } from '../panel/parts.ts';
import { visibleString } from '../panel/visibleText.ts';
import type { PanelText } from '../../protocol/panelText.ts';

/** The fields of a form, decoded, in their order. */
export function formTable(form: FormFields | null, text: PanelText): TemplateResult {
  const { fields, more } = form ?? { fields: [], more: 0 };
  return html`<table class="headers" aria-label=${text.form}>
      <thead>
        <tr>
          <th scope="col">${text.fieldName}</th>
          <th scope="col">${text.fieldValue}</th>
          <td></td>
        </tr>
      </thead>
      <tbody>
        ${fields.map(({ name, value }) => row(name, value, text))}
      </tbody>
    </table>
    ${more === 0 ? nothing : html`<p class="note">${fill(text.moreFields, more)}</p>`}`;
}

function row(name: string, value: string, text: PanelText): TemplateResult {
  return html`<tr>
    <th scope="row">${foreign(name, text)}</th>
    <td><bdi class="field-value">${marked(value, text, 'block')}</bdi></td>
    <td class="row-actions">
      <webhook-copy-button
        .label=${fill(text.copy, visibleString(name))}
        .copies=${{ type: 'copyText', text: value }}
      ></webhook-copy-button>
    </td>
  </tr>`;
}

/** The parts of a multipart body: their names, files, types and sizes, and how those of text begin. */
export function partTable(parts: readonly BodyPart[], text: PanelText): TemplateResult {
  return html`<table class="headers" aria-label=${text.parts}>
    <thead>
      <tr>
        <th scope="col">${text.fieldName}</th>
        <th scope="col">${text.fieldValue}</th>
        <th scope="col">${text.partFile}</th>
        <th scope="col">${text.partType}</th>
        <th scope="col">${text.partSize}</th>
      </tr>
    </thead>
    <tbody>
      ${parts.map(
        (part) =>
          html`<tr>
            <th scope="row">${foreign(part.name, text)}</th>
            <td>
              <bdi class="field-value">${marked(part.text, text, 'block')}</bdi>${part.isCut ? '…' : nothing}
            </td>
            <td>${foreign(part.fileName, text)}</td>
            <td>${foreign(part.contentType, text)}</td>
            <td>${part.size === 1 ? text.oneByte : fill(text.byteCount, part.size)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
