import { z } from 'zod';

/** The details of an alert that names nothing but its device. */
export const noDetails = z.object({});
