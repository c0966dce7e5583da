/** One certificate in the template's columns; invented. */
export const SHEET = [
  'vendor,product,form,lot,laboratory,report_number,reported_on,panel,analyte,result,unit,basis,lod,loq,limit,verdict',
  'Test Leaf,Red Powder,powder,TL-001,Invented Laboratory,R-1,2026-02-03,alkaloids,Mitragynine,14.2,mg/g,as_received,0.1,0.3,,',
  'Test Leaf,Red Powder,powder,TL-001,Invented Laboratory,R-1,2026-02-03,metals,Lead,<0.05,mg/kg,as_received,0.02,0.05,0.5,PASS',
  'Test Leaf,Red Powder,powder,TL-001,Invented Laboratory,R-1,2026-02-03,microbes,Salmonella,Absent,per 25 g,as_received,,,,PASS',
].join('\n');
