import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

/** The faces the court's templates name; everything else on the machine is only a fallback for rare characters. */
const faces = [
  ['@expo-google-fonts/noto-serif-sc', ['400Regular', '700Bold']],
  ['@expo-google-fonts/noto-sans-sc', ['400Regular', '500Medium']],
  ['@expo-google-fonts/source-serif-4', ['400Regular', '400Regular_Italic', '700Bold']],
];

/** Folders that hold the static TrueType files of those faces. */
export function fontFolders() {
  return faces.flatMap(([name, weights]) => {
    const folder = path.dirname(require.resolve(`${name}/package.json`));
    return weights.map((weight) => path.join(folder, weight));
  });
}
