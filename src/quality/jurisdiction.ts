export interface Jurisdiction {
  readonly id: string;
  readonly status: string;
  readonly minimumAge?: string;
  readonly rule?: string;
  readonly label?: string;
  readonly testing?: string;
  readonly effectiveFrom?: string;
  readonly effectiveTo?: string;
  readonly notes?: string;
  readonly confidence: string;
  readonly source: {
    readonly title?: string;
    readonly url?: string;
    readonly quote?: string;
    readonly retrievedFrom?: string;
  };
}
