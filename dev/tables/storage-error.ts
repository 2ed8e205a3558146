import { RestError } from '@azure/data-tables';

/**
 * An error as the SDK throws it for an answer of the table service: its HTTP status and its code
 * (Azure's list of table error codes).
 */
export function storageError(statusCode: number, code: string, message: string): RestError {
  return new RestError(message, { statusCode, code });
}
