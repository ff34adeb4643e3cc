import { classes } from "./classes";
import styles from "./skeleton.module.css";

export function Skeleton({ width = "100%", height = 12, round }: { width?: number | string; height?: number; round?: boolean }) {
  return <span aria-hidden className={classes(styles.bone, round && styles.round)} style={{ inlineSize: width, blockSize: height }} />;
}

export function SkeletonRows({ count = 6, label }: { count?: number; label: string }) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className={styles.row}>
          <Skeleton width={36} height={36} round />
          <div className={styles.lines}>
            <Skeleton width={`${58 - (index % 3) * 9}%`} />
            <Skeleton width={`${92 - (index % 4) * 8}%`} height={10} />
            <Skeleton width={`${40 + (index % 2) * 12}%`} height={9} />
          </div>
        </div>
      ))}
    </div>
  );
}

export function SkeletonBubbles({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className={styles.bubbles}>
      {[58, 44, 66, 38].map((width, index) => <Skeleton key={index} width={`${width}%`} height={index % 2 ? 66 : 46} />)}
    </div>
  );
}

export function SkeletonText({ lines = 3, label }: { lines?: number; label: string }) {
  return (
    <div role="status" aria-label={label} className={styles.text}>
      {Array.from({ length: lines }, (_, index) => <Skeleton key={index} width={`${96 - (index % 3) * 17}%`} />)}
    </div>
  );
}
