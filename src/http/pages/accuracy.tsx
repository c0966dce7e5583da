/** How often the reader is right, as `npm run accuracy` measured it. */
import { ACCURACY, type MeasuredAccuracy } from './accuracy-figures.ts';

const WHAT: Readonly<Record<MeasuredAccuracy['what'], string>> = {
  invented: 'Drawn layouts that no laboratory has',
  generated: 'Drawn layouts that imitate laboratories',
  samples: 'Samples in the repository',
  real: 'Real certificates, copied by hand to compare',
};

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

export function Accuracy() {
  return (
    <>
      <h2>How often it is right</h2>
      <p>
        Certificates whose content is known are read and compared. <dfn>Found</dfn> is the share of printed results read with the right
        name, value and unit; <dfn>right</dfn> the share of results read that are printed so. A <dfn>silent error</dfn> is a result with
        anything wrong in it that the reader did not doubt: every other error waits for a person.
      </p>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Certificates</th>
              <th scope="col" class="number">
                Results
              </th>
              <th scope="col" class="number">
                Found
              </th>
              <th scope="col" class="number">
                Right
              </th>
              <th scope="col" class="number">
                Silent errors
              </th>
            </tr>
          </thead>
          <tbody>
            {ACCURACY.map(({ what, certificates, rows, recall, precision, silent }) => (
              <tr key={what}>
                <th scope="row">
                  {WHAT[what]} ({certificates})
                </th>
                <td class="number">{rows}</td>
                <td class="number">{percent(recall)}</td>
                <td class="number">{percent(precision)}</td>
                <td class="number">{silent}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
