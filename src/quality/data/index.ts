import type { RuleSetSource } from '../ruleset-source.ts';
import { AHPA_METALS_2012 } from './rulesets/ahpa-metals-2012.ts';
import { AHPA_MICRO } from './rulesets/ahpa-micro.ts';
import { AKA_GMP } from './rulesets/aka-gmp.ts';
import { AZ_KCPA } from './rulesets/az-kcpa.ts';
import { CO_SB072 } from './rulesets/co-sb072.ts';
import { CZ_448_2025 } from './rulesets/cz-448-2025.ts';
import { EU_2023_915 } from './rulesets/eu-2023-915.ts';
import { FDA_IRL_PB_2018 } from './rulesets/fda-irl-pb-2018.ts';
import { FDA_IRL_PB_2022 } from './rulesets/fda-irl-pb-2022.ts';
import { FL_2ER25_2 } from './rulesets/fl-2er25-2.ts';
import { FL_2ER26_1 } from './rulesets/fl-2er26-1.ts';
import { GA_HB181 } from './rulesets/ga-hb181.ts';
import { HKCMMS } from './rulesets/hkcmms.ts';
import { ICHQ3D } from './rulesets/ichq3d.ts';
import { KY_KCPA } from './rulesets/ky-kcpa.ts';
import { MD_KCPA } from './rulesets/md-kcpa.ts';
import { MS_HB1077 } from './rulesets/ms-hb1077.ts';
import { NE_LB230 } from './rulesets/ne-lb230.ts';
import { NE_LB230_DOCUMENTS } from './rulesets/ne-lb230-documents.ts';
import { NSF173_MICRO } from './rulesets/nsf173-micro.ts';
import { NSF173_VENDOR } from './rulesets/nsf173-vendor.ts';
import { OH_4729 } from './rulesets/oh-4729.ts';
import { OK_KCPA } from './rulesets/ok-kcpa.ts';
import { OR_KCPA } from './rulesets/or-kcpa.ts';
import { OR_OAR } from './rulesets/or-oar.ts';
import { PROP65 } from './rulesets/prop65.ts';
import { RI_21_28_12 } from './rulesets/ri-21-28-12.ts';
import { SC_KCPA } from './rulesets/sc-kcpa.ts';
import { SD_KCPA } from './rulesets/sd-kcpa.ts';
import { TX_KCPA } from './rulesets/tx-kcpa.ts';
import { US_DEA_7OH_NOI } from './rulesets/us-dea-7oh-noi.ts';
import { US_DEA_MP } from './rulesets/us-dea-mp.ts';
import { USP467 } from './rulesets/usp467.ts';
import { USP2023 } from './rulesets/usp2023.ts';
import { USP2232_2023 } from './rulesets/usp2232-2023.ts';
import { USP2232_OLD } from './rulesets/usp2232-old.ts';
import { UT_2026 } from './rulesets/ut-2026.ts';
import { UT_KCPA_2019 } from './rulesets/ut-kcpa-2019.ts';
import { UT_R70_580 } from './rulesets/ut-r70-580.ts';
import { UT_R70_580_DOCUMENTS } from './rulesets/ut-r70-580-documents.ts';
import { WA_WAC_314_55_108 } from './rulesets/wa-wac-314-55-108.ts';
import { WHO_2007 } from './rulesets/who-2007.ts';
import { YARDSTICK_V1 } from './rulesets/yardstick-v1.ts';

/** Every rule set; a new one is one file, one import and one line. */
export const SOURCES: readonly RuleSetSource[] = [
  USP2232_2023,
  USP2232_OLD,
  AHPA_METALS_2012,
  PROP65,
  ICHQ3D,
  FDA_IRL_PB_2022,
  FDA_IRL_PB_2018,
  NSF173_VENDOR,
  EU_2023_915,
  WHO_2007,
  HKCMMS,
  UT_R70_580,
  UT_KCPA_2019,
  UT_2026,
  GA_HB181,
  RI_21_28_12,
  MS_HB1077,
  OK_KCPA,
  AZ_KCPA,
  TX_KCPA,
  KY_KCPA,
  MD_KCPA,
  SD_KCPA,
  NE_LB230,
  OR_KCPA,
  CO_SB072,
  SC_KCPA,
  OR_OAR,
  FL_2ER25_2,
  FL_2ER26_1,
  OH_4729,
  US_DEA_7OH_NOI,
  US_DEA_MP,
  CZ_448_2025,
  USP2023,
  AHPA_MICRO,
  NSF173_MICRO,
  AKA_GMP,
  WA_WAC_314_55_108,
  USP467,
  YARDSTICK_V1,
  UT_R70_580_DOCUMENTS,
  NE_LB230_DOCUMENTS,
];
