import { CheckedApp } from '../src/index.ts';
import { declareEstate } from './declare-estate.ts';

const app = new CheckedApp();
declareEstate(app);
app.synth();
