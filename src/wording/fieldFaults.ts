import type { FieldFault } from '../domain/fieldFault';
import { count, value } from './numbers';

/** What is wrong with a field's text; follows the field's name. */
export function explainFieldFault(fault: FieldFault): string {
  switch (fault.code) {
    case 'empty':
      return 'is empty';
    case 'notANumber':
      return 'is not a number';
    case 'notText':
      return 'is not text';
    case 'ambiguousNumber':
      return `could be ${value(fault.decimal, 12)} or ${value(fault.thousands)}: write it without the comma`;
    case 'notAbove':
      return `must be above ${value(fault.limit)}`;
    case 'tooSmall':
      return `must be at least ${value(fault.least)}`;
    case 'tooLarge':
      return `must be at most ${value(fault.most)}`;
    case 'isZero':
      return 'must not be 0';
    case 'notACount':
      return `must be a whole number from ${count(fault.least)} to ${count(fault.most)}`;
    case 'badBinning':
      return 'must be written like 2x2';
    case 'unevenBinning':
      return 'must be the same in both directions';
    case 'badHeaderText':
      return `must be plain ASCII without ; = { }, at most ${count(fault.longest)} characters`;
    case 'badDate':
      return "must be written like 'Sun Nov 22 11:15:08 2026'";
  }
}
