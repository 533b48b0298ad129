// check: an exported folder as someone sees it who has nothing of ours, with Go's packages for transparency logs,
// golang.org/x/mod/sumdb/note and tlog, which others wrote.
//
//	check FOLDER VKEY [OLDER-CHECKPOINT]...
//
// It opens the checkpoint with the log's verifier key, lets tlog authenticate every tile against it, hashes every entry
// and proves that it is in the tree, and that each older checkpoint is a beginning of it. The first thing that does not
// hold ends it, with exit status 1.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const width = 256

// tilePath is where c2sp.org/tlog-tiles has what tlog.Tile.Path has elsewhere.
func tilePath(level string, index int64, hashes int) string {
	path := fmt.Sprintf("%03d", index%1000)
	for index >= 1000 {
		index /= 1000
		path = fmt.Sprintf("x%03d/%s", index%1000, path)
	}
	if hashes < width {
		path += fmt.Sprintf(".p/%d", hashes)
	}
	return filepath.Join("tile", level, path)
}

// folder is a tlog.TileReader.
type folder string

func (f folder) Height() int { return 8 }

func (f folder) SaveTiles(tiles []tlog.Tile, data [][]byte) {}

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, t := range tiles {
		data, err := os.ReadFile(filepath.Join(string(f), tilePath(strconv.Itoa(t.L), t.N, t.W)))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

// openHead verifies a checkpoint (c2sp.org/tlog-checkpoint).
func openHead(path string, log note.Verifier) (tlog.Tree, error) {
	var tree tlog.Tree
	data, err := os.ReadFile(path)
	if err != nil {
		return tree, err
	}
	opened, err := note.Open(data, note.VerifierList(log))
	if err != nil {
		return tree, err
	}
	lines := strings.SplitAfterN(opened.Text, "\n", 4)
	if len(lines) < 4 || lines[0] != log.Name()+"\n" {
		return tree, fmt.Errorf("%s: not a checkpoint of %s", path, log.Name())
	}
	if tree.N, err = strconv.ParseInt(strings.TrimSuffix(lines[1], "\n"), 10, 64); err != nil {
		return tree, err
	}
	hash, err := base64.StdEncoding.DecodeString(strings.TrimSuffix(lines[2], "\n"))
	if err != nil || len(hash) != len(tree.Hash) {
		return tree, fmt.Errorf("%s: no root", path)
	}
	copy(tree.Hash[:], hash)
	return tree, nil
}

// entries reads the bundle of that place.
func (f folder) entries(index int64, count int) ([][]byte, error) {
	path := filepath.Join(string(f), tilePath("entries", index, count))
	data, err := os.ReadFile(path)
	var all [][]byte
	for err == nil && len(all) < count {
		if len(data) < 2 || len(data)-2 < int(binary.BigEndian.Uint16(data)) {
			return nil, fmt.Errorf("%s: too short", path)
		}
		end := 2 + int(binary.BigEndian.Uint16(data))
		all = append(all, data[2:end])
		data = data[end:]
	}
	if err == nil && len(data) > 0 {
		err = fmt.Errorf("%s: too long", path)
	}
	return all, err
}

// checkEntries proves each entry by itself. The hashes come from tiles that tlog has authenticated.
func checkEntries(f folder, tree tlog.Tree, hashes tlog.HashReader) error {
	for first := int64(0); first < tree.N; first += width {
		count := width
		if tree.N-first < width {
			count = int(tree.N - first)
		}
		bundle, err := f.entries(first/width, count)
		if err != nil {
			return err
		}
		for i, entry := range bundle {
			proof, err := tlog.ProveRecord(tree.N, first+int64(i), hashes)
			if err == nil {
				err = tlog.CheckRecord(proof, tree.N, tree.Hash, first+int64(i), tlog.RecordHash(entry))
			}
			if err != nil {
				return fmt.Errorf("entry %d: %v", first+int64(i), err)
			}
		}
	}
	return nil
}

// checkTiles looks at every tile there must be, also where no proof needs it.
func checkTiles(f folder, tree tlog.Tree, hashes tlog.HashReader) error {
	for level, count := 0, tree.N; count > 0; level, count = level+1, count/width {
		for first := int64(0); first < count; first += width {
			t := tlog.Tile{H: 8, L: level, N: first / width, W: width}
			if count-first < width {
				t.W = int(count - first)
			}
			data, err := f.ReadTiles([]tlog.Tile{t})
			if err != nil {
				return err
			}
			expected, err := tlog.ReadTileData(t, hashes)
			if err != nil {
				return err
			}
			if !bytes.Equal(data[0], expected) {
				return fmt.Errorf("tile %d/%d is not what the tree gives", t.L, t.N)
			}
		}
	}
	return nil
}

// checkOlder proves that an older head is a beginning of the tree.
func checkOlder(path string, v note.Verifier, tree tlog.Tree, hashes tlog.HashReader) error {
	old, err := openHead(path, v)
	if err != nil {
		return err
	}
	proof, err := tlog.ProveTree(tree.N, old.N, hashes)
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash)
}

// checkBlobs compares attachments with their names. There need not be any.
func checkBlobs(f folder) (int, error) {
	names, err := filepath.Glob(filepath.Join(string(f), "blob", "*"))
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return 0, err
		}
		if fmt.Sprintf("%x", sha256.Sum256(data)) != filepath.Base(name) {
			return 0, fmt.Errorf("%s is not what its name says", name)
		}
	}
	return len(names), err
}

func main() {
	log.SetFlags(0)
	if len(os.Args) < 3 {
		log.Fatal("usage: check FOLDER VKEY [OLDER-CHECKPOINT]...")
	}
	f := folder(os.Args[1])
	must := func(err error) {
		if err != nil {
			log.Fatal(err)
		}
	}
	v, err := note.NewVerifier(os.Args[2])
	must(err)
	tree, err := openHead(filepath.Join(os.Args[1], "checkpoint"), v)
	must(err)
	hashes := tlog.TileHashReader(tree, f)
	root, err := tlog.TreeHash(tree.N, hashes)
	must(err)
	if root != tree.Hash {
		log.Fatal("the tiles do not give the root of the checkpoint")
	}
	must(checkTiles(f, tree, hashes))
	must(checkEntries(f, tree, hashes))
	for _, older := range os.Args[3:] {
		must(checkOlder(older, v, tree, hashes))
	}
	blobs, err := checkBlobs(f)
	must(err)
	fmt.Printf("%d entries, %d older heads, %d attachments, root %x\n", tree.N, len(os.Args)-3, blobs, tree.Hash[:])
}
