/** Labels in languages of Europe, and in Indonesian; the form of a line is told in fields.ts. */
export const EUROPEAN = String.raw`
reportNumber 0: (?:vizsgálati )?jegyzőkönyv (?:száma|sorszáma|szám|azonosítója) | jegyzőkönyvszám
client 0: megrendelő(?: neve)? | megbízó(?: neve)?
name 0: (?:a )?minta (?:megnevezése|neve|leírása) | mintanév
labSampleId 0: mintaszám
lot 0: tételszám | tétel ?(?:azonosító|száma) | gyártási (?:tétel|szám)
labSampleId 0: minta ?(?:azonosítója|azonosító|száma|sorszáma|kódja) | laboratóriumi azonosító
received 0: (?:a )?minta (?:be)?érkezés(?:e|ének (?:dátuma|ideje)) | (?:be)?érkezés (?:dátuma|ideje) | mintaátvétel(?: ideje| dátuma)?
sampled 0: mintavétel (?:dátuma|ideje|időpontja)
tested 1: (?:a )?vizsgálat(?:ok)? (?:ideje|időpontja|időtartama|kezdete(?:,| és| ?[-/–]) ?(?:vége|befejezése))
reported 0: kiállítás (?:dátuma|kelte) | kelt(?= ?:)
other 0: megrendelő címe | mintavétel | minta mennyisége | csomagolás
reportNumber 0: informe n\.º | bulletin d['’]analyses? n[°º] | (?:boletín|certificado) de análisis n[°º] | boletín de análisis(?= [a-z\d./-]*\d)
client 0: peticionario | mandant{alone}
client 1: empresa{alone}
name 0: produit analysé
name 1: objet{alone}
lot 0: código (?:de|del) lote | n[°º] lote
labSampleId 1: n[°º] (?:de )?registro
labSampleId 2: identificación de (?:la )?muestra
sampled 0: provtagningsdatum | fecha de toma | prélèvement du
received 0: f\. (?:recepción|entrada) | fecha (?:de )?ingreso | réception du
tested 1: f\. fin(?:alización)? | analysé du
reported 0: f\. emisión
other 0: f\. (?:inicio|caducidad|fabricación)
reportNumber 0: n[°º] (?:de )?informe | numer raportu
reportNumber 1: zakázka
labSampleId 0: probe(?= \d{5}) | (?:código|cód\.) (?:de )?(?:la )?muestra | nr (?:próbki|badania) | numero di accettazione | codice campione
received 0: fecha (?:de )?(?:recepción|entrada|llegada)(?: (?:de )?(?:la )?muestra)?
tested 1: (?:fecha (?:de )?)?fin(?:alización)? (?:del? )?(?:análisis|ensayos?)
other 0: (?:fecha (?:de )?)?inicio (?:del? )?(?:análisis|ensayos?) | a/a | auftrags? ?nr\. | número de pedido | página
reported 0: fecha (?:de )?emisión(?: (?:del )?informe)?
client 0: empresa solicitante
name 0: identificação da amostra
reported 0: data (?:de|da) emissão do relat[óo]rio
reported 1: version du | z dnia(?= \d)
client 0: spett\.(?:le|li)(?: ditta)?
client 1: zlecający | zamawiający
name 1: descripción
reportNumber 0: protokol(?:u)? o zkou(?:škách|šce)(?: vzork[uů])?(?: ml| {no}) | číslo protokolu | protokol č\.
reportNumber 0: protokol o skúške(?: č\.)? | relat[óo]rio de ensaio(?: n[°º.]?)? | (?:n[°º]|número) do relat[óo]rio
client 0: objednávateľ | zadávateľ
name 0: názov (?:vzorky|výrobku) | označenie vzorky | prüfgegenstand | descrição da amostra | designação da amostra
name 2: vzorka | próbka | amostra
labSampleId 0: código d[ae] amostra | číslo vzorky | n[°º] da amostra | número da amostra
labSampleId 0: n[°º] (?:d['’])?échantillon | analysennr\.
lot 0: (?:číslo )?šarž[ae] | lote n[°º]
received 0: dátum (?:prijatia|príjmu)(?: vzorky)? | vzorek přijat(?: dne)? | data de (?:receção|recepção|recebimento)
tested 1: zkoušky provedeny | dátum (?:vykonania|ukončenia) skúšok | data d[ae] (?:análise|ensaio)
reported 0: protokol vystaven(?: dne)? | dátum vystavenia(?: protokolu)? | data de emissão | data do relat[óo]rio
reportNumber 0: (?:prüf|untersuchungs)bericht(?:s)?(?: ?(?:nr\.?|nummer))? | berichts? ?(?:nr\.?|nummer) | analysen? ?(?:nr\.?|nummer) | analysen?zertifikat(?: ?nr\.?)?
reportNumber 0: (?:rapport|certificat) d['’](?:essai|analyse)s?(?: n[°º])? | n[°º] (?:de )?rapport(?: d['’](?:analyse|essai)s?)? | rapportnummer | certificaatnummer
reportNumber 0: (?:n[°º]|no\.|número|código) de informe | informe (?:de ensayos? )?n[°º] | informe de ensayos?(?= [a-z\d./-]*\d) | rapporto di prova n[°.º]?
reportNumber 0: sprawozdanie(?: z bada(?:ń|nia))? nr | nr sprawozdania | numer sprawozdania | protokoll ?(?:nr\.?|nummer)
reportNumber 0: (?:n[°ºr.]|numéro) (?:du )?(?:rapport|certificat) | numero (?:del )?(?:rapporto|certificato)
labSampleId 0: identifikace vzorku | (?:laboratorní |evidenční )?číslo vzorku | vzorek č\. | laboratorní číslo | proben? ?(?:nr\.?|nummer)
labSampleId 0: labor ?[–—]? ?(?:nr\.?|nummer) | n[°º] d['’]échantillon | (?:número|n[°º]|código) de (?:la )?muestra | (?:muestra )?n[°º] (?:de )?muestra | no\. (?:de )?(?:la )?muestra | muestra n[°º] | monsternummer | numer próbki
labSampleId 0: (?:campione n[°.º]?|numero (?:di |del )?campione) | probe ?(?:nr\.?|nummer|id) | (?:n[°º]|numéro) (?:de )?(?:labo|laboratoire) | réf(?:érence|\.) (?:labo|laboratoire)
lot 0: (?:číslo |č\. ?)?šarže | č\. ?š\. | š\. | (?:číslo )?výrobní šarže | chargen? ?(?:nr\.?|nummer|bezeichnung)
lot 0: (?:charge|los)(?= ?:|$) | ch\.-b\. | (?:n[°º]|numéro) (?:de )?lot | (?:número de |n[°º] de )?lote | partij(?:nummer)?
lot 0: batch(?:nummer|nr\.?) | losnummer | los ?-?nr\.? | nr partii | lotto di produzione | (?:numer )?partii | lotto(?: n[°.º])? | lotnummer
lot 0: (?:numer|nr) serii | partie ?(?:nr\.?|nummer) | (?:numero|n[°.º]) (?:di )?lotto | charge(?= ?/)
client 0: zákazník | zadavatel(?: analýzy| zkoušky)? | objednatel | auftraggeber | kunde | opdrachtgever | klant
client 0: zleceniodawca | cliente | committente | donneur d['’]ordre | demandeur | solicitante
manufacturer 0: výrobce | fabricant | fabricante | fabrikant | producent | produttore | hersteller
brand 0: značka | marke | merk | marque | marca
name 0: označení vzork[uů](?: zákazníkem)? | název(?: vzorku| výrobku| produktu)? | proben?bezeichnung
name 0: produkt(?:name|bezeichnung) | bezeichnung | désignation(?: de l['’]échantillon| du produit)?
name 0: nom de l['’]échantillon | nombre (?:de la muestra|del producto) | denominaci[óo]n | monsternaam | productnaam
name 0: (?:descrizione|descrizione del|denominazione del) campione | monster(?:omschrijving|beschrijving) | productomschrijving
name 0: descripción de la muestra | description de l['’]échantillon | probenbeschreibung | nazwa (?:próbki|produktu) | denominazione(?: campione)? | nom (?:du produit|commercial) | désignation commerciale
name 0: kunden ?probenbezeichnung
other 0: nom latin | partie utilisée | (?:la )?durée de vie | (?:le )?stockage | nombre (?:latino|botánico)(?: botánico)? | p(?:arte|ieza) de (?:la )?planta
other 0: botanischer name | untersuchungs(?:auftrag|methode) | (?:herkunft|verpackung|lagerung){alone}
other 0: kunden ?nr\. | auftrag | fabricação | data de fabricação | origem
name 1: produto | produkt | výrobek | prodotto | producto | produit
name 0: kennzeichnung
name 2: entnahmestelle | probenahmestelle | (?:point|lieu) de prélèvement | punto de (?:muestreo|toma) | místo odběru | monsterpunt | référence (?:de l['’])?échantillon | vzorek | probe | échantillon | monster | muestra
matrix 0: matice | předmět zkoušení(?: ?–? ?popis vzorku)? | matrice | matriz | popis vzorku
form 0: forma | darreichungsform
servingSize 0: velikost porce | porce | portionsgröße
containerSize 0: füllmenge
maxDailyIntake 0: maximální denní dávka
moisture 0: vlhkost | feuchtigkeit | humidité | humedad
sampled 0: datum odběru(?: vzork[uů]| ?/ ?čas odběru)? | odebráno | probe(?:n)?nahme(?:datum)?(?: am)? | fecha de (?:muestreo|toma de muestra)
sampled 0: data (?:di |del )?(?:campionamento|prelievo) | data d[ae] (?:colheita|coleta|amostragem) | datum monstername | data pobrania(?: próbki)? | date de prélèvement
received 0: datum (?:příjmu|přijetí)(?: vzork[uů])?(?: laboratoří)? | přijato | (?:proben)?eingang(?:sdatum)?(?: am)? | reçu le
received 0: fecha de recepción | datum ontvangst | ontvangst(?:datum|en) | data (?:przyjęcia|otrzymania)(?: próbki)?
received 0: data (?:di )?(?:ricevimento|arrivo)(?: campione)? | date de réception(?: de l['’]échantillon)? | reçu
tested 1: prüf(?:beginn|anfang) ?/ ?-?ende | datum provedení (?:zkoušek|zkoušky|rozboru) | datum zkoušky | prüf(?:datum|zeitraum)
tested 1: untersuchungs(?:datum|zeitraum) | analysedatum | data badania
tested 1: data (?:di )?fine (?:prove|prova|analisi) | prüfende | ende der prüfung | data zakończenia (?:badań|badania) | fecha (?:de )?fin(?:alización)?(?:(?: de(?:l)?)? (?:ensayo|análisis))?
other 0: data (?:di )?inizio (?:prove|prova|analisi) | prüfbeginn | data rozpoczęcia (?:badań|badania) | fecha (?:de )?inicio(?:(?: de(?:l)?)? (?:ensayo|análisis))?
tested 2: fecha de (?:análisis|ensayo) | data (?:di )?analisi | date d['’](?:analyse|essai)
reported 0: datum vystavení(?: protokolu)? | vystaveno(?: dne)? | protokol o zkouškách vystaven v \p{L}+ dne | berichtsdatum
reported 0: ausstellungsdatum | ausgestellt am | fecha de(?: emisión|l? informe) | rapportdatum | datum rapport
reported 0: (?:édité|établi|émis) le | data wystawienia | data (?:di )?emissione | date d['’]émission | date du rapport
reported 0: rapportagedatum | datum rapportage | prüfberichtsdatum | data (?:del )?rapporto | data wydania(?: sprawozdania)? | fecha del informe
tested 0: fin d['’](?:analyse|essai)s? | date de fin d['’](?:analyse|essai)s? | datum ukončení (?:zkoušek|analýz\p{L}*|rozboru)
tested 0: einde analyse | datum einde analyse | untersuchungsende | ende der prüfung(?:en)?
other 0: beginn der prüfung(?:en)?
reported 0: data wystawienia sprawozdania | data sprawozdania | datum (?:des )?(?:berichts|prüfberichts)
reported 0: data sporządzenia(?: sprawozdania)?
reported 2: datum | fecha | data | date d['’]édition
amended 0: datum revize | geändert am | date de révision | fecha de revisión | data di revisione
expires 0: (?:data de )?validade
expires 0: spotřebujte do | (?:datum )?expirace | mindestens haltbar bis | haltbar bis | fecha de (?:caducidad|vencimiento)
expires 0: houdbaar tot | data ważności | trvanlivost(?: do)? | date d['’]expiration | date de péremption | ddm | dluo | à consommer (?:avant|de préférence avant)(?: le)?
expires 0: caducidad | consum(?:o|ir) prefer(?:ente|entemente)(?: antes de(?:l)?)? | data di scadenza | scadenza | da consumarsi (?:preferibilmente )?entro(?: il)?
expires 0: mhd | mindesthaltbarkeits(?:datum|dauer) | verfallsdatum | verwendbar bis | tht(?:-datum)? | data przydatności(?: do spożycia)? | termin ważności
laboratory 0: název laboratoře | zkušební laboratoř | prüflabor | labor(?= ?:) | laboratoř(?= ?:) | laboratoire | laboratorio | laboratorium
accreditation 0: akreditace č\.
other 0: objednávka | číslo tisku | počet výtisků | datum zahájení rozboru | adresa | zkušební metody | metoda zkoušení
sampledBy 0: vzorek odebral | odběr (?:vzork[uů] )?provedl | probenehmer | probenahme durch | prélevé par | muestreado por
sampledBy 0: bemonsterd door | próbkę pobrał | campionato da | campionamento a cura di
condition 0: stav vzorku(?: při přijetí)? | probenzustand | état de l['’]échantillon | estado de la muestra | stan próbki
amountReceived 0: množství vzorku | hmotnost vzorku | probenmenge | quantité reçue | cantidad recibida | monsterhoeveelheid
other 0: untersuchungsbeginn | (?:date de )?début d['’](?:analyse|essai)s? | aanvang analyse
other 0: místo provedení(?: zkoušek| zkoušky)?
reportNumber 0: rapor (?:no|numarası)\.?
client 0: müşteri(?: adı)? | firma adı
name 0: numune(?:nin)? adı | ürün adı | provets märkning | provmärkning
lot 0: (?:parti|seri) (?:no|numarası)\.?
labSampleId 0: numune (?:no|numarası|kodu)\.?
received 0: (?:numune )?(?:kabul|geliş) tarihi
tested 1: analiz(?: bitiş)? tarihi
reported 0: rapor(?:lama)? tarihi
expires 0: son kullanma tarihi
reportNumber 0: (?:nomor|no\.?) (?:laporan|sertifikat|lhu(?!\/))(?: hasil uji)? | analys(?:e)?rapport(?: nr\.?)? | rapport ?nr\.? | prøvningsrapport(?: nr\.?)?
client 0: (?:nama )?pelanggan | nama (?:perusahaan|pemohon) | rekvirent | uppdragsgivare | oppdragsgiver | kund(?:e)?(?= ?:)
name 0: nama (?:sampel|contoh(?: uji)?|produk) | jenis (?:sampel|contoh) | prøvebetegnelse | provbeteckning | prøvemærke
lot 0: (?:no\.?|nomor|kode) (?:batch|bets|lot) | batch ?nr\.? | partinummer
labSampleId 0: (?:no\.?|nomor|kode) (?:sampel|contoh) | prøve ?nr\.? | prov(?:nummer| ?nr\.?)
received 0: (?:tanggal|tgl\.?) (?:terima|diterima|penerimaan)(?: sampel| contoh)? | modtaget(?: dato)? | ankomstdatum | mottatt(?: dato)?
tested 1: (?:tanggal|tgl\.?) (?:uji|pengujian|analisis|analisa) | analyseperiode | analysperiod
reported 0: (?:tanggal|tgl\.?) (?:terbit|diterbitkan|penerbitan|laporan|sertifikat|selesai) | rapport ?dato | utskriftsdatum | rapportdatum
expires 0: (?:tanggal|tgl\.?) (?:kedaluwarsa|kadaluarsa|exp) | udløbsdato
laboratory 0: nama laboratorium
`;
