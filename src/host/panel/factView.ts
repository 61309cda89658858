import type { Fact } from '../../protocol/fact.ts';
import type { FactView } from '../../protocol/webview.ts';
import { factName } from '../words/factNames.ts';
import { durationText } from '../words/wording.ts';
import type { ViewWords } from '../words/viewWords.ts';

type FactOf<K extends Fact['kind']> = Extract<Fact, { readonly kind: K }>;

/** An amount as the person writes money; as it was sent where it is not certain what the number means. */
function moneyText({ money }: FactOf<'amount'>, language: string): string | undefined {
  if (money === undefined) {
    return undefined;
  }
  const digits = money.major.split('.')[1]?.length ?? 0;
  const form = new Intl.NumberFormat(language, {
    ...{ style: 'currency', currency: money.currency },
    ...{ minimumFractionDigits: digits, maximumFractionDigits: digits },
  });
  // As text: a double does not hold every amount.
  return form.format(money.major as Intl.StringNumericLiteral);
}

/** What is written otherwise than it was sent, with what was sent at hand. */
function rewritten(value: string, { value: sent, note }: Fact, { t }: ViewWords): Omit<FactView, 'label'> {
  return { value, title: t('{0}; as sent: {1}', value, note === undefined ? sent : `${sent} ${note}`) };
}

function valueView(fact: Fact, words: ViewWords): Omit<FactView, 'label'> {
  const { value, note } = fact;
  const { t, times } = words;
  const asSent = { value, ...(note === undefined ? {} : { note }) };
  switch (fact.kind) {
    case 'text':
    case 'outcome':
      return asSent;
    case 'milliseconds':
      return {
        value: durationText(Number(value), t),
        ...(fact.lacksZone === true ? { note: t('no time zone') } : {}),
      };
    case 'amount': {
      const money = moneyText(fact, times.language);
      return money === undefined ? asSent : rewritten(money, fact, words);
    }
    case 'time':
      if (fact.at !== undefined) {
        return rewritten(times.zoned(fact.at), fact, words);
      }
      return fact.lacksZone === true ? { value, note: t('no time zone') } : asSent;
  }
}

/** A fact in the person's language. */
export function factView(fact: Fact, words: ViewWords): FactView {
  return { label: factName(fact.label, words.t), ...valueView(fact, words) };
}
