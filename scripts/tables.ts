// `npm run tables -- backup FOLDER` and `npm run tables -- restore FOLDER`: the app's tables as files,
// from and into the storage of the settings (STORAGE_CONNECTION, else AzureWebJobsStorage), as whoever
// is signed in with `az login`. Stop the app before a restore (docs/scale.md).
import { DefaultAzureCredential } from '@azure/identity';
import { azureTables } from '../shared/storage/table/table.ts';
import { backUp, restore } from './tables/backup.ts';

const { STORAGE_CONNECTION, AzureWebJobsStorage } = process.env;
const connection = STORAGE_CONNECTION || AzureWebJobsStorage;
const [what, folder] = process.argv.slice(2);

if (!connection || !folder || (what !== 'backup' && what !== 'restore')) {
  console.error('Usage: STORAGE_CONNECTION=... npm run tables -- backup|restore FOLDER');
  process.exitCode = 2;
} else {
  const service = azureTables({ connection, credential: new DefaultAzureCredential() });
  if (what === 'backup') console.log(`${await backUp(service, folder, Date.now())} rows are in ${folder}.`);
  else {
    const { rows, backupAt, approved } = await restore(service, folder, Date.now());
    console.log(`${rows} rows of ${new Date(backupAt).toISOString()} are restored. The kill switch is on.`);
    for (const name of approved)
      console.log(`Approved, and perhaps carried out since: ${name}. Cancel it, or check the device.`);
  }
}
