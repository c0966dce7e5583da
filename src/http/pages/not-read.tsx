/** Parts of a lot's certificates that were not read: without them “not tested” would be taken to mean that nobody looked. */
import type { UnreadPart } from '../../store/views.ts';

export function NotRead({ parts }: { parts: readonly UnreadPart[] }) {
  if (parts.length === 0) return null;
  return (
    <div class="callout callout--missing">
      <h3>“Not tested” may mean “not read” here</h3>
      <p>Some of what its certificates say was not understood. A substance without a result may stand there:</p>
      <ul>
        {parts.map((part, index) => (
          <li key={index}>
            <a href={`/certificates/${part.certificate}`}>
              {part.reportNumber === null ? 'Certificate' : `Certificate ${part.reportNumber}`}
            </a>
            : {part.message}
          </li>
        ))}
      </ul>
    </div>
  );
}
