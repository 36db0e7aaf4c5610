import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { DecimalField } from '../../src/ui/shared/DecimalField';

function Holder({ onChange }: { readonly onChange: (value: number) => void }) {
  const [value, setValue] = useState(2000);
  return (
    <DecimalField
      label="Cap"
      value={value}
      least={0}
      onChange={(next) => {
        setValue(next);
        onChange(next);
      }}
    />
  );
}

async function renderField() {
  const heard: number[] = [];
  const screen = await render(<Holder onChange={(value) => heard.push(value)} />);
  return { heard, field: screen.getByLabelText('Cap') };
}

describe('DecimalField', () => {
  it('gives the number that is typed, with a decimal point or comma', async () => {
    const { heard, field } = await renderField();
    await expect.element(field).toHaveValue('2000');
    await field.fill('12.5');
    await field.fill('0,25');
    expect(heard).toEqual([12.5, 0.25]);
    await expect.element(field).toHaveAttribute('aria-invalid', 'false');
  });

  it.each([
    ['', 'empty'],
    ['abc', 'notANumber'],
    ['12x', 'notANumber'],
    ['1.2.3', 'notANumber'],
    ['-5', 'tooSmall'],
    ['Infinity', 'notANumber'],
    ['0x10', 'notANumber'],
    ['2,500', 'ambiguousNumber'],
  ])('marks %j as %s and changes nothing', async (text, code) => {
    const { heard, field } = await renderField();
    await field.fill(text);
    await expect.element(field).toHaveAttribute('aria-invalid', 'true');
    await expect.element(field).toHaveValue(text);
    const fault = document.getElementById(field.element().getAttribute('aria-describedby') ?? '');
    expect(fault?.dataset.code).toBe(code);
    expect(heard).toEqual([]);
    // Left alone, it shows the value that holds.
    await userEvent.tab();
    await expect.element(field).toHaveValue('2000');
    await expect.element(field).toHaveAttribute('aria-invalid', 'false');
  });
});
