import { GLOSSARY } from './glossary-words.ts';

export function Glossary() {
  return (
    <div class="wide prose">
      <h1>What the words mean</h1>
      <p class="lede">Short explanations of the words on this site. None of them is medical advice.</p>
      <dl class="glossary">
        {GLOSSARY.map(([id, { title, text, example }]) => (
          <div key={id} id={id}>
            <dt>{title}</dt>
            {text.map(paragraph => (
              <dd key={paragraph}>{paragraph}</dd>
            ))}
            {example !== undefined && <dd class="glossary__example">{example}</dd>}
          </div>
        ))}
      </dl>
      <p>
        More on how values are read and judged is on the page about the <a href="/method">method</a>.
      </p>
    </div>
  );
}
