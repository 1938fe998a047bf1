import { describe, expect, test } from 'vitest';
import { HotkeyBoard, isTyping, keyNames, matches, type Hotkey, type KeyPress } from '#lib/hotkeys.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('a chord', () => {
  test.each([
    ['a plain letter', 'j', press('j'), true],
    ['any of the alternatives', 'j ArrowDown', press('ArrowDown'), true],
    ['not another key', 'j', press('k'), false],
    ['not with Ctrl held, which belongs to the browser', 'j', press('j', { ctrlKey: true }), false],
    ['not a capital for a small letter', 'j', press('J', { shiftKey: true }), false],
    ['a capital where Shift is asked for', 'Shift+J', press('J', { shiftKey: true }), true],
    ['a sign that needs Shift on this keyboard', '?', press('?', { shiftKey: true }), true],
    ['Ctrl for Mod', 'Mod+Enter', press('Enter', { ctrlKey: true }), true],
    ['Command for Mod', 'Mod+Enter', press('Enter', { metaKey: true }), true],
    ['not Mod+Shift for Mod', 'Mod+Enter', press('Enter', { ctrlKey: true, shiftKey: true }), false],
    ['the plus sign itself', '+', press('+', { shiftKey: true }), true],
  ])('means %s', (_, keys, event, expected) => {
    expect(matches(keys, event)).toBe(expected);
  });

  test('is written as the keys are labelled', () => {
    expect(keyNames('Mod+Enter ArrowUp +', false)).toEqual([['Ctrl', 'Enter'], ['↑'], ['+']]);
    expect(keyNames('Mod+Enter', true)).toEqual([['⌘', 'Enter']]);
  });
});

describe('the board', () => {
  const calls: string[] = [];
  const hotkey = (keys: string, name: string, more: Partial<Hotkey> = {}): Hotkey => ({
    keys,
    does: name,
    run: () => calls.push(name),
    ...more,
  });
  const run = (board: HotkeyBoard, event: KeyPress, target: unknown = null) => {
    calls.length = 0;
    return { handled: board.press(event, target), calls: [...calls] };
  };
  const textField = { tagName: 'INPUT', type: 'text' };

  test('lets the newest set win and gives the older one back when it leaves', () => {
    const board = new HotkeyBoard();
    board.add(() => [hotkey('r', 'page')]);
    const leave = board.add(() => [hotkey('r', 'panel')]);
    expect(run(board, press('r')).calls).toEqual(['panel']);
    leave();
    expect(run(board, press('r')).calls).toEqual(['page']);
  });

  test('asks each set anew, so that keys follow the screen', () => {
    let phase = 'open';
    const board = new HotkeyBoard();
    board.add(() => (phase === 'open' ? [hotkey('c', 'close')] : []));
    expect(run(board, press('c')).handled).toBe(true);
    phase = 'closed';
    expect(run(board, press('c')).handled).toBe(false);
  });

  test('never takes a letter from somebody who is typing', () => {
    const board = new HotkeyBoard();
    board.add(() => [hotkey('c', 'close'), hotkey('Mod+Enter', 'send', { whileTyping: true })]);
    expect(run(board, press('c'), textField)).toEqual({ handled: false, calls: [] });
    expect(run(board, press('Enter', { ctrlKey: true }), textField).calls).toEqual(['send']);
  });

  test('knows where letters are text', () => {
    expect(isTyping({ tagName: 'TEXTAREA' })).toBe(true);
    expect(isTyping({ tagName: 'DIV', isContentEditable: true })).toBe(true);
    expect(isTyping({ tagName: 'INPUT', type: 'radio' })).toBe(false);
    expect(isTyping({ tagName: 'BUTTON' })).toBe(false);
    expect(isTyping(null)).toBe(false);
  });
});
