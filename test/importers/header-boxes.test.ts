/** Headers whose labels have no marks, and days that share a line; with invented names. */
import { headerOf } from './printed-header.ts';

test('labels without marks in a box of them', () => {
  expect(
    headerOf(`
Example Laboratories, Inc.        Client Imaginary Kratom Co.
                                  Sample Green Leaf Powder
                                  Lot EX-7-0615
                                  Lab Sample 24W0611-02`),
  ).toMatchObject({ client: 'Imaginary Kratom Co.', name: 'Green Leaf Powder', lot: 'EX-7-0615', labSampleId: '24W0611-02' });
  // one line alone may be a sentence
  expect(headerOf('Example Laboratories, Inc.\nClient Services Are Open Daily')).not.toHaveProperty('client');
});

test('two days in one cell, and days behind the labels that share them', () => {
  const days = (line: string) => headerOf(`Example Laboratories, Inc.\nClient: Imaginary Kratom Co.\n${line}`);
  expect(days('Received 02/13/2024 Reported 02/20/2024')).toMatchObject({ received: '02/13/2024', reported: '02/20/2024' });
  expect(days('Received / Completed / Reported: 09/12/2023 / 09/19/2023 / 09/20/2023')).toMatchObject({
    received: '09/12/2023',
    tested: '09/19/2023',
    reported: '09/20/2023',
  });
  // of two days for three labels it is not said which
  const few = days('Received / Completed / Reported: 09/12/2023 / 09/20/2023');
  for (const field of ['received', 'tested', 'reported']) expect(few).not.toHaveProperty(field);
});
