export { startAzurite } from '../../../dev/azurite.ts';
