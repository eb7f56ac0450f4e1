/**
 * Ground stations that receive from our satellites and send to them, by name, with the number under which the licence lists their equipment.
 * Equipment that the licence doesn't list must not be able to use what is sent down (Act 77/2016), and adding one needs a permission
 * beforehand (Art.7(1)).
 */
export const registeredReceivers: Readonly<Record<string, string>> = {
  'station-north': 'RSL-ST-0001',
  'station-south': 'RSL-ST-0002',
};
