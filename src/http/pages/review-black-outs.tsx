/** Regions of pages that are painted over, and the form for another one. */
import { When } from './parts.tsx';
import type { Reviewed } from './review-order.ts';
import { Field, Form, Reason } from './review-parts.tsx';

export function BlackOuts({ blackOuts, certificate, reviewer }: Reviewed) {
  if (certificate.pages.length === 0) return null;
  const action = `/review/certificates/${certificate.id}/black-outs`;
  return (
    <details class="review-details">
      <summary>Black out a region{blackOuts.length > 0 && ` (${blackOuts.length} in force)`}</summary>
      <p class="quiet">
        For private addresses and the like. Everyone then sees the page with the region painted over, and only reviewers can have the
        original.
      </p>
      <ul class="observations">
        {blackOuts.map(({ id, page, box, reason, actor, at }) => (
          <li key={id}>
            <p>
              Page {page}, {box.join(' ')}: “{reason}”, {actor}, <When date={at} />
            </p>
            <Form action={`${action}/${id}`} csrf={reviewer.csrf}>
              <Reason id={`lift-${id}`} />
              <button type="submit" class="button--quiet">
                Show it again
              </button>
            </Form>
          </li>
        ))}
      </ul>
      <Form action={action} csrf={reviewer.csrf}>
        <Field id="black-out-page" name="page" label="Page" value="1" required />
        <Field
          id="black-out-box"
          name="box"
          label="Region: left, top, right, bottom"
          required
          hint={`In points from the top left; page 1 is ${Math.round(certificate.pages[0]!.width)} by ${Math.round(certificate.pages[0]!.height)}.`}
        />
        <Reason id="black-out-reason" />
        <button type="submit">Black it out</button>
      </Form>
    </details>
  );
}
