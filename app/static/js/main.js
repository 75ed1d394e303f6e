// Everything here makes a page quicker; every page works without it.
import { startPickers } from "./combobox.js";
import { startChoices } from "./choices.js";
import { startDates } from "./dates.js";
import { startDeadlines } from "./deadline.js";
import { startDrafts } from "./drafts.js";
import { startForms } from "./forms.js";
import { startJobs } from "./jobs.js";
import { startKeys } from "./keys.js";
import { startResults } from "./results.js";
import { startRows } from "./rows.js";

startForms();
startRows();
startDates();
startPickers();
startDeadlines();
startChoices();
startDrafts();
startKeys();
startResults();
startJobs();
