/** Who signs: a key file, or a key that never leaves its KMS. */
export interface Signer {
  /** Digest of the public half, by which envelopes name it. */
  readonly id: string;
  /** SPKI in PEM. */
  readonly publicKey: string;
  /** The signature over the bytes: raw for Ed25519, DER over SHA-256 for ECDSA P-256. Throws a SekishoError when it can't be made. */
  readonly sign: (bytes: Uint8Array) => Promise<Buffer>;
}
