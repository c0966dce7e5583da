/** A sample is public with its link, which is made right after it: until then there is nothing to keep of it. */
import { Migration } from '@mikro-orm/migrations';

export class SamplesWithTheirLinks extends Migration {
  override up(): void {
    this.addSql('drop trigger public_sample_sample_insert on sample');
    this.addSql('drop function public_sample_sample_insert()');
  }
}
