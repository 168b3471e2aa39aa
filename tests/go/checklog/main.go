// Command checklog checks the public side of a Mingzheng log with the packages of the Go checksum database, which
// nobody here wrote. It is given the address of a log as a court serves it, and perhaps an older checkpoint that somebody kept
// (the script run beside this makes the program and does that), or a directory:
//
//	log.vkey          the log's verifier key
//	witness.vkey      optional: a witness's verifier key (cosignature/v1)
//	checkpoint        the newest signed checkpoint
//	checkpoint.old    an older one
//	consistency.json  optional: {"proof":["base64",...]} between the two; without it the proof is made from the tiles
//	tile/...          hash tiles and entry bundles (C2SP tlog-tiles)
//	entries.jsonl     entries with salt, position and inclusion proof, as in a package
//	checkpoint.proof  optional: the checkpoint to which these proofs lead, when it is not the newest
//	journal.json      the test vectors of docs/journal-format.md
//
// It prints one line per check and exits 1 at the first that fails.
package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const cosignatureV1 = 4

func main() {
	if len(os.Args) > 1 && isAddress(os.Args[1]) && len(os.Args) <= 3 {
		checkServed(os.Args[1], os.Args[2:])
		return
	}
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: checklog DIRECTORY | ADDRESS [CHECKPOINT]")
		os.Exit(2)
	}
	dir := directory(os.Args[1])
	newest := dir.checkpoint("checkpoint")
	steps := []struct {
		name  string
		check func() error
	}{
		{"vectors", dir.checkVectors},
		{"tiles", func() error { return dir.checkTiles(newest) }},
		{"consistency", func() error { return dir.checkConsistency(newest) }},
		{"entries", func() error { return dir.checkEntries(newest) }},
	}
	for _, step := range steps {
		if err := step.check(); err != nil {
			fail(step.name, err)
		}
		fmt.Println("ok", step.name)
	}
}

func fail(name string, err error) {
	fmt.Printf("FAILED %s: %v\n", name, err)
	os.Exit(1)
}

type directory string

func (d directory) read(name string) ([]byte, error) {
	if isAddress(string(d)) {
		return fetch(string(d), name)
	}
	return os.ReadFile(filepath.Join(string(d), filepath.FromSlash(name)))
}

func (d directory) mustRead(name string) []byte {
	data, err := d.read(name)
	if err != nil {
		fail(name, err)
	}
	return data
}

// checkpoint opens a signed note; all keys at hand must have signed it.
func (d directory) checkpoint(name string) tlog.Tree {
	log, err := note.NewVerifier(strings.TrimSpace(string(d.mustRead("log.vkey"))))
	if err != nil {
		fail("log.vkey", err)
	}
	known := []note.Verifier{log}
	if vkey, err := d.read("witness.vkey"); err == nil {
		witness, err := newWitness(strings.TrimSpace(string(vkey)))
		if err != nil {
			fail("witness.vkey", err)
		}
		known = append(known, witness)
	}
	return openCheckpoint(name, d.mustRead(name), known)
}

// openCheckpoint opens a signed note whose first verifier is the log's.
func openCheckpoint(name string, text []byte, known []note.Verifier) tlog.Tree {
	opened, err := note.Open(text, note.VerifierList(known...))
	if err != nil {
		fail(name, err)
	}
	if len(opened.Sigs) != len(known) {
		fail(name, fmt.Errorf("%d of %d signatures", len(opened.Sigs), len(known)))
	}
	tree, err := parseCheckpoint(opened.Text, known[0].Name())
	if err != nil {
		fail(name, err)
	}
	fmt.Println("ok", name, tree.N)
	return tree
}

// parseCheckpoint reads origin, size and root. tlog.ParseTree insists on the name of the Go database in the first line.
func parseCheckpoint(text, origin string) (tlog.Tree, error) {
	if !strings.HasPrefix(text, origin+"\n") {
		return tlog.Tree{}, fmt.Errorf("origin is not %q", origin)
	}
	return tlog.ParseTree([]byte("go.sum database tree\n" + strings.TrimPrefix(text, origin+"\n")))
}

// witness verifies the dated cosignatures of C2SP tlog-cosignature, which the Go package does not know.
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func newWitness(vkey string) (*witness, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, fmt.Errorf("malformed key")
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) != 33 || key[0] != cosignatureV1 {
		return nil, fmt.Errorf("not a cosignature/v1 key")
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), key...))
	hash := binary.BigEndian.Uint32(sum[:])
	if fmt.Sprintf("%08x", hash) != parts[1] {
		return nil, fmt.Errorf("key hash does not match")
	}
	return &witness{parts[0], hash, key[1:]}, nil
}

func (w *witness) Name() string    { return w.name }
func (w *witness) KeyHash() uint32 { return w.hash }

func (w *witness) Verify(text, signature []byte) bool {
	if len(signature) != 72 {
		return false
	}
	time := binary.BigEndian.Uint64(signature)
	message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", time, text)
	return ed25519.Verify(w.key, []byte(message), signature[8:])
}

// tilesOnDisk finds tiles under the paths of C2SP tlog-tiles, which lack the height.
type tilesOnDisk struct{ directory }

func (t tilesOnDisk) Height() int { return 8 }

func (t tilesOnDisk) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	all := make([][]byte, len(tiles))
	for i, tile := range tiles {
		data, err := t.read(pathOf(tile))
		if err != nil {
			return nil, err
		}
		all[i] = data
	}
	return all, nil
}

func (t tilesOnDisk) SaveTiles([]tlog.Tile, [][]byte) {}

func pathOf(tile tlog.Tile) string {
	path := strings.TrimPrefix(tile.Path(), "tile/8/")
	return "tile/" + strings.Replace(path, "data/", "entries/", 1)
}

// checkTiles proves every leaf hash from the tiles and recomputes the whole tree from the entries in the bundles.
func (d directory) checkTiles(tree tlog.Tree) error {
	published := tlog.TileHashReader(tree, tilesOnDisk{d})
	root, err := tlog.TreeHash(tree.N, published)
	if err != nil || root != tree.Hash {
		return fmt.Errorf("tiles do not give the root: %v", err)
	}
	var rebuilt hashes
	for n := int64(0); n < tree.N; {
		bundle, err := d.bundle(n, tree.N)
		if err != nil {
			return err
		}
		for _, entry := range bundle {
			stored, err := published.ReadHashes([]int64{tlog.StoredHashIndex(0, n)})
			if err != nil {
				return err
			}
			if stored[0] != tlog.RecordHash(entry) {
				return fmt.Errorf("entry %d is not the one in its tile", n)
			}
			added, err := tlog.StoredHashes(n, entry, &rebuilt)
			if err != nil {
				return err
			}
			rebuilt = append(rebuilt, added...)
			n++
		}
	}
	root, err = tlog.TreeHash(tree.N, &rebuilt)
	if err != nil || root != tree.Hash {
		return fmt.Errorf("entries do not give the root: %v", err)
	}
	return nil
}

type hashes []tlog.Hash

func (h *hashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	found := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index >= int64(len(*h)) {
			return nil, fmt.Errorf("no hash %d", index)
		}
		found[i] = (*h)[index]
	}
	return found, nil
}

// bundle reads the entries from first on that stand in one bundle.
func (d directory) bundle(first, size int64) ([][]byte, error) {
	width := size - first
	if width > 256 {
		width = 256
	}
	data, err := d.read(pathOf(tlog.Tile{H: 8, L: -1, N: first / 256, W: int(width)}))
	if err != nil {
		return nil, err
	}
	var entries [][]byte
	for len(data) > 0 {
		if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
			return nil, fmt.Errorf("bundle at %d is cut short", first)
		}
		end := 2 + int(binary.BigEndian.Uint16(data))
		entries = append(entries, data[2:end])
		data = data[end:]
	}
	if int64(len(entries)) != width {
		return nil, fmt.Errorf("bundle at %d has %d entries", first, len(entries))
	}
	return entries, nil
}

func (d directory) checkConsistency(newest tlog.Tree) error {
	return d.checkOlder(newest, d.checkpoint("checkpoint.old"))
}

// checkOlder shows that the newest tree only adds to an older one.
func (d directory) checkOlder(newest, old tlog.Tree) error {
	var file struct{ Proof tlog.TreeProof }
	if _, err := d.read("consistency.json"); os.IsNotExist(err) {
		return d.checkGrowth(newest, old)
	}
	if err := json.Unmarshal(d.mustRead("consistency.json"), &file); err != nil {
		return err
	}
	return tlog.CheckTree(file.Proof, newest.N, newest.Hash, old.N, old.Hash)
}

// checkGrowth makes the proof from the tiles.
func (d directory) checkGrowth(newest, old tlog.Tree) error {
	proof, err := tlog.ProveTree(newest.N, old.N, tlog.TileHashReader(newest, tilesOnDisk{d}))
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, newest.N, newest.Hash, old.N, old.Hash)
}

type vector struct {
	Name      string
	Entry     json.RawMessage
	Salt      string
	Canonical string
	Leaf      string
	LeafHash  string
}

func (d directory) checkVectors() error {
	var file struct {
		Entries []vector
		Refused []struct{ Why, Text string }
	}
	if err := json.Unmarshal(d.mustRead("journal.json"), &file); err != nil {
		return err
	}
	if len(file.Entries) == 0 || len(file.Refused) == 0 {
		return fmt.Errorf("no vectors")
	}
	for _, v := range file.Entries {
		canonical, err := canonicalize(v.Entry)
		if err != nil || string(canonical) != v.Canonical {
			return fmt.Errorf("%s: canonical form differs: %v", v.Name, err)
		}
		if err := checkShape(canonical); err != nil {
			return fmt.Errorf("%s: %v", v.Name, err)
		}
		leaf, err := leafOf(canonical, v.Salt)
		if err != nil || hex.EncodeToString(leaf) != v.Leaf {
			return fmt.Errorf("%s: leaf differs: %v", v.Name, err)
		}
		hash := tlog.RecordHash(leaf)
		if hex.EncodeToString(hash[:]) != v.LeafHash {
			return fmt.Errorf("%s: leaf hash differs", v.Name)
		}
	}
	for _, r := range file.Refused {
		canonical, err := canonicalize([]byte(r.Text))
		if err == nil && string(canonical) == r.Text && checkShape(canonical) == nil {
			return fmt.Errorf("%s was not refused", r.Why)
		}
	}
	return nil
}
