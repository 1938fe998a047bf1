/** Small dense systems, for statistics with a handful of parameters. */
import { at } from './arrays.ts';

export type Matrix = readonly (readonly number[])[];

const SINGULAR = 1e-12;

/** Inverse by Gauss–Jordan with partial pivoting; null when the matrix is singular to working precision. */
export function inverse(matrix: Matrix): number[][] | null {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  const size = Math.max(...matrix.flat().map(Math.abs), 0);
  for (let column = 0; column < n; column++) {
    const pivot = largestPivot(rows, column);
    if (!(Math.abs(at(rows[pivot] ?? [], column)) > SINGULAR * size)) return null;
    swapRows(rows, column, pivot);
    eliminate(rows, column);
  }
  return rows.map((row) => row.slice(n));
}

export function multiply(matrix: Matrix, vector: readonly number[]): number[] {
  return matrix.map((row) => row.reduce((total, value, j) => total + value * at(vector, j), 0));
}

export function dotProduct(a: readonly number[], b: readonly number[]): number {
  return a.reduce((total, value, i) => total + value * at(b, i), 0);
}

function largestPivot(rows: readonly (readonly number[])[], column: number): number {
  let best = column;
  for (let row = column + 1; row < rows.length; row++) {
    if (Math.abs(at(rows[row] ?? [], column)) > Math.abs(at(rows[best] ?? [], column))) best = row;
  }
  return best;
}

function swapRows(rows: number[][], a: number, b: number): void {
  [rows[a], rows[b]] = [rows[b] ?? [], rows[a] ?? []];
}

function eliminate(rows: number[][], column: number): void {
  const pivotRow = rows[column] ?? [];
  const pivot = at(pivotRow, column);
  for (let j = 0; j < pivotRow.length; j++) pivotRow[j] = at(pivotRow, j) / pivot;
  for (const [i, row] of rows.entries()) {
    const factor = at(row, column);
    if (i === column || factor === 0) continue;
    for (let j = 0; j < row.length; j++) row[j] = at(row, j) - factor * at(pivotRow, j);
  }
}
